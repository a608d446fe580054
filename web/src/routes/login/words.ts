import { catalogue } from '#lib/i18n/catalogue.ts';

export const words = catalogue(
  {
    title: 'Accedi',
    email: 'E-mail',
    password: 'Password',
    signIn: 'Accedi',
    code: 'Codice di verifica',
    codeHint: 'Le sei cifre dell’app di autenticazione, oppure un codice di recupero.',
    confirm: 'Conferma',
    other: 'Usa un altro account',
    ended: 'La sessione è stata chiusa: accedi di nuovo.',
    refused: {
      LOGIN_FAILED: 'L’indirizzo o la password non sono corretti, o l’account non è attivo.',
      TOTP_WRONG: 'Il codice non è corretto o è già stato usato. Aspetta il prossimo.',
      TOO_MANY_LOGINS: 'Troppi tentativi. Riprova più tardi.',
      TOO_MANY_CODES: 'Troppi codici errati. Riprova più tardi.',
    },
    pitch: 'Clienti, visite e trattative della tua rete vendita, in un solo posto.',
  },
  {
    title: 'Sign in',
    email: 'E-mail',
    password: 'Password',
    signIn: 'Sign in',
    code: 'Verification code',
    codeHint: 'The six digits of the authenticator app, or a recovery code.',
    confirm: 'Confirm',
    other: 'Use another account',
    ended: 'Your session was ended: sign in again.',
    refused: {
      LOGIN_FAILED: 'The address or the password is wrong, or the account is not active.',
      TOTP_WRONG: 'The code is wrong or was used before. Wait for the next one.',
      TOO_MANY_LOGINS: 'Too many tries. Try again later.',
      TOO_MANY_CODES: 'Too many wrong codes. Try again later.',
    },
    pitch: 'The clients, visits and deals of your sales team, in one place.',
  },
);

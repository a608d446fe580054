import { catalogue } from '#lib/i18n/catalogue.ts';

export const words = catalogue(
  {
    forgot: {
      title: 'Password dimenticata',
      what: 'Scrivi il tuo indirizzo: se appartiene a un account attivo, riceverai un collegamento per sceglierne una nuova.',
      send: 'Invia il collegamento',
      sent: 'Se l’indirizzo appartiene a un account attivo, l’e-mail è in viaggio. Il collegamento vale dieci minuti.',
    },
    reset: { title: 'Nuova password', what: 'Scegli la password con cui entrerai da adesso in poi.' },
    invitation: { title: 'Attiva il tuo account', what: 'Scegli la password del tuo account.' },
    password: 'Password',
    passwordHint: 'Da 12 a 128 caratteri, quelli che vuoi; senza il tuo nome.',
    choose: 'Salva la password',
    chosen: 'Fatto. Ora accedi con la nuova password.',
    noToken: 'Questo collegamento è incompleto: aprilo di nuovo dall’e-mail.',
    another: 'Chiedi un nuovo collegamento',
    toLogin: 'Vai all’accesso',
    unsubscribe: {
      title: 'Riepilogo settimanale',
      what: 'Non vuoi più ricevere l’e-mail settimanale con i tuoi numeri?',
      do: 'Non inviarla più',
      done: 'L’e-mail settimanale non arriverà più. Puoi riattivarla quando vuoi.',
    },
  },
  {
    forgot: {
      title: 'Forgotten password',
      what: 'Write your address: if it belongs to an active account, you will get a link to choose a new password.',
      send: 'Send the link',
      sent: 'If the address belongs to an active account, the e-mail is on its way. Its link works for ten minutes.',
    },
    reset: { title: 'New password', what: 'Choose the password that you will sign in with from now on.' },
    invitation: { title: 'Welcome', what: 'Choose the password of your account.' },
    password: 'Password',
    passwordHint: '12 to 128 characters, whichever you like; without your name.',
    choose: 'Save the password',
    chosen: 'Done. Now sign in with the new password.',
    noToken: 'This link is not complete: open it from the e-mail again.',
    another: 'Ask for a new link',
    toLogin: 'Go to the sign-in',
    unsubscribe: {
      title: 'Weekly summary',
      what: 'Do you no longer want the weekly e-mail with your figures?',
      do: 'Stop sending it',
      done: 'The weekly e-mail won’t come any more. You can switch it on again whenever you like.',
    },
  },
);

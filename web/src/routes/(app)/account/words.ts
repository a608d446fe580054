import { catalogue } from '#lib/i18n/catalogue.ts';

export const words = catalogue(
  {
    title: 'Il tuo profilo',
    role: 'Ruolo',
    lastLogin: 'Ultimo accesso',
    language: 'Lingua',
    enrol: {
      title: 'Attiva la verifica in due passaggi',
      why: 'Per il tuo ruolo è obbligatoria: fino ad allora non puoi usare il resto.',
      password: 'La tua password',
      begin: 'Inizia',
      scan: 'Apri l’app di autenticazione e aggiungi un account con questa chiave:',
      open: 'Apri nell’app di questo dispositivo',
      code: 'Le sei cifre che l’app mostra',
      confirm: 'Attiva',
      codes: 'Codici di recupero',
      codesHint: 'Conservali in un luogo sicuro: ognuno vale una volta sola, e non si possono rileggere.',
      done: 'Li ho conservati',
    },
  },
  {
    title: 'Your profile',
    role: 'Role',
    lastLogin: 'Last sign-in',
    language: 'Language',
    enrol: {
      title: 'Switch on the second factor',
      why: 'Your role needs it: until then you can’t use the rest.',
      password: 'Your password',
      begin: 'Begin',
      scan: 'Open the authenticator app and add an account with this key:',
      open: 'Open in the app of this device',
      code: 'The six digits that the app shows',
      confirm: 'Switch on',
      codes: 'Recovery codes',
      codesHint: 'Keep them in a safe place: each works once, and they can’t be read again.',
      done: 'I have kept them',
    },
  },
);

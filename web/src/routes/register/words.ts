import { catalogue } from '#lib/i18n/catalogue.ts';

export const words = catalogue(
  {
    link: 'Non hai un account? Richiedilo',
    title: 'Richiedi un account',
    lead: 'Un amministratore guarda la richiesta, sceglie il tuo ruolo e ti apre la porta.',
    name: 'Nome e cognome',
    email: 'E-mail',
    ask: 'Invia la richiesta',
    done: 'Richiesta ricevuta. Potrai accedere appena un amministratore l’avrà approvata.',
  },
  {
    link: 'No account? Ask for one',
    title: 'Ask for an account',
    lead: 'An admin looks at your request, chooses your role and opens the door.',
    name: 'Full name',
    email: 'E-mail',
    ask: 'Send the request',
    done: 'The request has arrived. You can sign in as soon as an admin has approved it.',
  },
);

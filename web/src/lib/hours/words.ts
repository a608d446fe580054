import { catalogue } from '#lib/i18n/catalogue.ts';

export const words = catalogue(
  {
    title: 'Orari di lavoro',
    what: 'La pianificazione propone visite solo in queste ore. Un giorno vuoto è libero.',
    free: 'Libero',
    floats: (minutes: string) => `Nell’intervallo una pausa di ${minutes} minuti: il resto si lavora.`,
    faults: {
      wrong: 'Scrivi gli orari come 09:00-13:00, 14:00-18:00.',
      tooMany: 'Al massimo due fasce in un giorno.',
      order: 'Ogni ora deve venire dopo la precedente.',
      pause: 'Fra le due fasce ci sono da 5 minuti a 4 ore.',
    },
    start: 'Punto di partenza',
    startHint: 'Latitudine e longitudine, per esempio 45.4642, 9.1900. Senza, la settimana non si pianifica.',
    startWrong: 'Scrivi latitudine e longitudine, per esempio 45.4642, 9.1900.',
    repeat: 'Ripeti il lunedì fino a venerdì',
    unset:
      'Nessuno ha ancora impostato gli orari. Fino ad allora la pianificazione considera lavorativi i giorni dal lunedì al venerdì, festivi esclusi, ma non propone visite: non sa da che ora a che ora.',
    save: 'Salva gli orari',
    saved: 'Orari di lavoro salvati.',
  },
  {
    title: 'Working hours',
    what: 'The planner proposes visits within these hours only. An empty day is free.',
    free: 'Free',
    floats: (minutes) => `A break of ${minutes} minutes in between: the rest is worked.`,
    faults: {
      wrong: 'Write hours like 09:00-13:00, 14:00-18:00.',
      tooMany: 'At most two spans a day.',
      order: 'Each time comes after the one before.',
      pause: 'Between the two spans lie 5 minutes to 4 hours.',
    },
    start: 'Where the day begins',
    startHint: 'Latitude and longitude, such as 45.4642, 9.1900. Without it no week is planned.',
    startWrong: 'Write latitude and longitude, such as 45.4642, 9.1900.',
    repeat: 'Repeat Monday until Friday',
    unset:
      'Nobody has set the hours yet. Until then the planner takes Monday to Friday, without holidays, as working days, but proposes no visits: it does not know from when to when.',
    save: 'Save the hours',
    saved: 'The working hours are saved.',
  },
);

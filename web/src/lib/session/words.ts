import { catalogue } from '#lib/i18n/catalogue.ts';

export const words = catalogue(
  {
    none: 'Nessuna sessione aperta.',
    here: 'questa',
    unknown: 'Dispositivo sconosciuto',
    lastUsed: (when: string) => `Usata l’ultima volta il ${when}`,
    end: 'Termina',
    endOf: (device: string) => `Termina la sessione ${device}`,
    endAll: 'Termina tutte',
    ended: 'Sessione terminata.',
  },
  {
    none: 'No open session.',
    here: 'this one',
    unknown: 'Unknown device',
    lastUsed: (when) => `Last used on ${when}`,
    end: 'End',
    endOf: (device) => `End the session ${device}`,
    endAll: 'End all',
    ended: 'The session has ended.',
  },
);

import { catalogue } from '#lib/i18n/catalogue.ts';

export const words = catalogue(
  {
    title: 'Clienti eliminati',
    none: 'Nessun cliente è stato eliminato.',
    when: (day: string) => `Eliminato il ${day}`,
    restore: 'Ripristina',
    restoreOne: (name: string) => `Ripristina ${name}`,
    restored: (name: string) => `${name} è di nuovo fra i clienti.`,
    more: 'Mostra altri',
    back: 'Clienti',
  },
  {
    title: 'Deleted clients',
    none: 'No client was deleted.',
    when: (day) => `Deleted on ${day}`,
    restore: 'Restore',
    restoreOne: (name) => `Restore ${name}`,
    restored: (name) => `${name} is among the clients again.`,
    more: 'Show more',
    back: 'Clients',
  },
);

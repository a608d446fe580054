import { catalogue } from '#lib/i18n/catalogue.ts';

/** What every page calls the things of a client. */
export const words = catalogue(
  {
    lifecycle: {
      LEAD: 'Lead',
      PROSPECT: 'Prospect',
      CUSTOMER: 'Cliente',
      DORMANT: 'Dormiente',
      LOST: 'Perso',
    },
    pointOfSale: {
      VAPE_SHOP: 'Negozio di svapo',
      TABACCHERIA: 'Tabaccheria',
      FARMACIA: 'Farmacia',
      PARAFARMACIA: 'Parafarmacia',
      OTHER: 'Altro',
    },
    call: 'Chiama',
    callTo: (name: string) => `Chiama ${name}`,
    navigate: 'Portami lì',
    navigateTo: (name: string) => `Portami da ${name}`,
    pick: {
      label: 'Cliente',
      hint: 'Nome, città, P.IVA o telefono',
      none: 'Nessun cliente trovato.',
      found: (count: string) => `${count} clienti trovati`,
      more: 'Ce ne sono altri: scrivi di più.',
      clear: 'Togli il cliente scelto',
    },
  },
  {
    lifecycle: {
      LEAD: 'Lead',
      PROSPECT: 'Prospect',
      CUSTOMER: 'Customer',
      DORMANT: 'Dormant',
      LOST: 'Lost',
    },
    pointOfSale: {
      VAPE_SHOP: 'Vape shop',
      TABACCHERIA: 'Tobacconist',
      FARMACIA: 'Pharmacy',
      PARAFARMACIA: 'Parapharmacy',
      OTHER: 'Other',
    },
    call: 'Call',
    callTo: (name) => `Call ${name}`,
    navigate: 'Take me there',
    navigateTo: (name) => `Take me to ${name}`,
    pick: {
      label: 'Client',
      hint: 'Name, town, VAT number or telephone',
      none: 'No client found.',
      found: (count) => `${count} clients found`,
      more: 'There are more: type on.',
      clear: 'Remove the chosen client',
    },
  },
);

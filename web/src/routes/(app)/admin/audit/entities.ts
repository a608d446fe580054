import { catalogue } from '#lib/i18n/catalogue.ts';

const names = catalogue(
  {
    client: 'Cliente',
    contact: 'Contatto',
    opportunity: 'Trattativa',
    activity: 'Attività',
    visit: 'Visita',
    'visit-series': 'Visite ricorrenti',
    route: 'Giro',
    user: 'Utente',
    team: 'Squadra',
    role: 'Ruolo',
    target: 'Obiettivo',
    product: 'Prodotto',
    pipeline: 'Pipeline',
    stage: 'Fase',
    closingreason: 'Motivo di chiusura',
    customfield: 'Campo aggiunto',
    import: 'Importazione',
    export: 'Esportazione',
    bulk: 'Operazione in blocco',
    view: 'Vista',
    dashboard: 'Cruscotto',
    absence: 'Assenza',
    'working-hours': 'Orari di lavoro',
    apikey: 'Chiave API',
    webhook: 'Webhook',
    calendarfeed: 'Calendario',
    summary: 'Riepilogo settimanale',
    classinterval: 'Frequenza di visita',
  },
  {
    client: 'Client',
    contact: 'Contact',
    opportunity: 'Deal',
    activity: 'Activity',
    visit: 'Visit',
    'visit-series': 'Recurring visits',
    route: 'Route',
    user: 'User',
    team: 'Team',
    role: 'Role',
    target: 'Target',
    product: 'Product',
    pipeline: 'Pipeline',
    stage: 'Stage',
    closingreason: 'Closing reason',
    customfield: 'Custom field',
    import: 'Import',
    export: 'Export',
    bulk: 'Bulk operation',
    view: 'View',
    dashboard: 'Dashboard',
    absence: 'Absence',
    'working-hours': 'Working hours',
    apikey: 'API key',
    webhook: 'Webhook',
    calendarfeed: 'Calendar',
    summary: 'Weekly summary',
    classinterval: 'Visit cadence',
  },
);

/** What the journal keeps entries of. */
export const ENTITIES = Object.keys(names.t);

export function entityName(entity: string): string {
  const known: Readonly<Record<string, string>> = names.t;
  return known[entity] ?? entity;
}

import { catalogue } from '#lib/i18n/catalogue.ts';
import { KPI_NAMES } from './kpi-names.ts';

export const kpiNames = catalogue<Record<keyof typeof KPI_NAMES.it, string>>(KPI_NAMES.it, KPI_NAMES.en);

export type KpiKey = keyof typeof kpiNames.t;

/** In Italian what they mean, by docs/kpis.md; in English the formulas of the API itself are shown. */
export const MEANINGS: Readonly<Record<KpiKey, string>> = {
  wonAmount: 'Somma degli importi, IVA esclusa, delle trattative chiuse come vinte nel periodo.',
  wonCount: 'Trattative chiuse come vinte nel periodo.',
  winRate: 'Vinte ÷ (vinte + perse), fra le trattative chiuse nel periodo.',
  averageWonAmount: 'Importo vinto ÷ trattative vinte nel periodo.',
  openAmount: 'Importo di tutte le trattative aperte in questo momento.',
  openWeighted: 'Importo × probabilità delle trattative aperte in questo momento.',
  pipelineCoverage:
    'Pipeline aperta che dovrebbe chiudersi nel periodo ÷ (obiettivo − già vinto). Vale per i mesi interi indicati sotto la cifra.',
  targetAttainment: 'Venduto ÷ obiettivo. Vale per i mesi interi indicati sotto la cifra.',
  salesVelocity:
    'Trattative aperte × valore medio vinto × tasso di vittoria ÷ giorni del ciclo, sugli ultimi dodici mesi.',
  salesCycleMedian: 'Mediana dei giorni dalla creazione alla chiusura delle trattative vinte nel periodo.',
  createdCount: 'Trattative create nel periodo.',
  createdAmount: 'Somma degli importi, IVA esclusa, delle trattative create nel periodo.',
  lostCount: 'Trattative chiuse come perse nel periodo.',
  lostAmount: 'Somma degli importi, IVA esclusa, delle trattative chiuse come perse nel periodo.',
  winRateByValue: 'Importo vinto ÷ (importo vinto + importo perso), fra le trattative chiuse nel periodo.',
  closeRate:
    'Trattative create nel periodo e vinte finora ÷ trattative create nel periodo; quelle ancora aperte possono aggiungersi.',
  salesCycle: 'Media dei giorni dalla creazione alla chiusura delle trattative vinte nel periodo.',
  openCount: 'Trattative aperte in questo momento.',
  newLeads: 'Lead arrivati nel periodo.',
  leadConversion: 'Lead arrivati nel periodo e diventati clienti ÷ lead arrivati nel periodo.',
  leadResponseMedian: 'Mediana del tempo fra l’arrivo del lead e il primo contatto di una persona.',
  leadResponseP90: 'Entro questo tempo sono stati contattati nove lead su dieci.',
  leadsNotContacted: 'Lead del periodo con cui nessuno ha ancora parlato.',
  newCustomers: 'Lead diventati clienti nel periodo, in qualunque momento siano arrivati.',
  visitsCompleted: 'Visite concluse nel periodo.',
  visitsPlanned: 'Visite previste nel periodo.',
  visitsNoShow: 'Visite in cui il cliente non c’era.',
  planAdherence: 'Visite fatte nel giorno previsto ÷ visite previste, escluse quelle annullate dal cliente.',
  strikeRate: 'Visite concluse con un ordine ÷ visite concluse.',
  timeInStore: 'Media del tempo fra l’arrivo e l’uscita.',
  visitsPerDay: 'Visite concluse ÷ giorni lavorati.',
  kmPerVisit: 'Chilometri dei percorsi ÷ visite.',
  visitCoverage: 'Clienti con almeno una visita conclusa ÷ clienti attivi assegnati a fine periodo.',
  cadenceCompliance: 'Clienti visitati entro il loro intervallo ÷ clienti con un intervallo.',
  visitOrderAmount: 'Importo degli ordini raccolti durante le visite.',
};

/** Of these less is better, so a fall is good news. */
export const LESS_IS_BETTER: ReadonlySet<string> = new Set<KpiKey>([
  'salesCycle',
  'salesCycleMedian',
  'lostCount',
  'lostAmount',
  'leadResponseMedian',
  'leadResponseP90',
  'leadsNotContacted',
  'visitsNoShow',
  'kmPerVisit',
]);

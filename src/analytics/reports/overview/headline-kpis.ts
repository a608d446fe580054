import type { OverviewKpisResponse } from './overview.response.js';

export type HeadlineKpi = keyof OverviewKpisResponse;

/** How a headline figure is called in letters; the compiler asks for each of them. */
const NAMES: Readonly<Record<HeadlineKpi, { it: string; en: string }>> = {
  createdCount: { it: 'Trattative create', en: 'Deals created' },
  createdAmount: { it: 'Valore delle trattative create', en: 'Amount of deals created' },
  wonCount: { it: 'Trattative vinte', en: 'Deals won' },
  wonAmount: { it: 'Valore vinto', en: 'Amount won' },
  lostCount: { it: 'Trattative perse', en: 'Deals lost' },
  lostAmount: { it: 'Valore perso', en: 'Amount lost' },
  winRate: { it: 'Tasso di successo', en: 'Win rate' },
  winRateByValue: { it: 'Tasso di successo per valore', en: 'Win rate by value' },
  averageWonAmount: { it: 'Valore medio delle trattative vinte', en: 'Average won amount' },
  closeRate: { it: 'Trattative create e vinte', en: 'Close rate' },
  salesCycleMedian: { it: 'Durata mediana della vendita', en: 'Sales cycle, median' },
  salesVelocity: { it: 'Velocità di vendita', en: 'Sales velocity' },
  pipelineCoverage: { it: 'Copertura dell’obiettivo', en: 'Pipeline coverage' },
  newLeads: { it: 'Nuovi lead', en: 'New leads' },
  leadConversion: { it: 'Lead diventati clienti', en: 'Lead conversion' },
  leadResponseMedian: { it: 'Tempo mediano di risposta ai lead', en: 'Lead response time, median' },
  newCustomers: { it: 'Nuovi clienti', en: 'New customers' },
  salesCycle: { it: 'Durata media della vendita', en: 'Sales cycle' },
  openCount: { it: 'Trattative aperte', en: 'Open deals' },
  openAmount: { it: 'Valore delle trattative aperte', en: 'Open pipeline' },
  openWeighted: { it: 'Valore ponderato delle trattative aperte', en: 'Weighted pipeline' },
  visitsPlanned: { it: 'Visite in programma', en: 'Visits planned' },
  visitsCompleted: { it: 'Visite completate', en: 'Visits completed' },
  strikeRate: { it: 'Visite con ordine', en: 'Strike rate' },
  visitOrderAmount: { it: 'Ordini raccolti in visita', en: 'Orders taken on visits' },
};

export const HEADLINE_KPIS = Object.keys(NAMES) as readonly HeadlineKpi[];

export function isHeadlineKpi(name: string): name is HeadlineKpi {
  return Object.hasOwn(NAMES, name);
}

export function headlineName(kpi: HeadlineKpi, language: 'it' | 'en'): string {
  return NAMES[kpi][language];
}

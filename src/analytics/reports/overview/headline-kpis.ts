import { KPI_DEFINITIONS } from '../../definitions/kpi-definitions.js';
import type { OverviewKpisResponse } from './overview.response.js';

export type HeadlineKpi = keyof OverviewKpisResponse;

/** The compiler asks for each of them. */
const PRESENT: Readonly<Record<HeadlineKpi, true>> = {
  createdCount: true,
  createdAmount: true,
  wonCount: true,
  wonAmount: true,
  lostCount: true,
  lostAmount: true,
  winRate: true,
  winRateByValue: true,
  averageWonAmount: true,
  closeRate: true,
  salesCycle: true,
  salesCycleMedian: true,
  visitsPlanned: true,
  visitsCompleted: true,
  strikeRate: true,
  visitOrderAmount: true,
  newLeads: true,
  leadConversion: true,
  leadResponseMedian: true,
  newCustomers: true,
  openCount: true,
  openAmount: true,
  openWeighted: true,
  salesVelocity: true,
  pipelineCoverage: true,
  targetAttainment: true,
};

export const HEADLINE_KPIS = Object.keys(PRESENT) as readonly HeadlineKpi[];

export function isHeadlineKpi(name: string): name is HeadlineKpi {
  return Object.hasOwn(PRESENT, name);
}

/** How letters call it: as its definition does. */
export function headlineName(kpi: HeadlineKpi, language: 'it' | 'en'): string {
  const definition = KPI_DEFINITIONS.find(({ key }) => key === kpi);
  return (language === 'it' ? definition?.nameIt : definition?.name) ?? kpi;
}

import type { Schemas } from '#lib/api/client.ts';
import type { Counted } from '#lib/rows/link.ts';
import type { KpiKey } from './kpis.ts';

/** The rows behind a figure that are those of another one: what was sold is the sum of the deals that were won. */
export interface Behind extends Counted {
  /** Whose rows they are. */
  of: KpiKey;
  drillDown?: string | undefined;
}

type CountKpi = Pick<Schemas['CountKpiResponse'], 'value' | 'drillDown' | 'notListed'>;

function rowsOf(of: Behind['of'], kpi: CountKpi | undefined): Behind {
  return { of, drillDown: kpi?.drillDown, count: kpi?.value, notListed: kpi?.notListed };
}

type Rows = Partial<Record<KpiKey, readonly Behind[]>>;

export function behindSales(kpis: Schemas['OverviewKpisResponse']): Rows {
  const won = rowsOf('wonCount', kpis.wonCount);
  const open = [rowsOf('openCount', kpis.openCount)];
  return {
    ...{ wonAmount: [won], averageWonAmount: [won], salesCycleMedian: [won] },
    winRate: [won, rowsOf('lostCount', kpis.lostCount)],
    ...{ openAmount: open, openWeighted: open },
  };
}

export function behindVisits(kpis: Schemas['VisitKpisResponse']): Rows {
  const made = [rowsOf('visitsCompleted', kpis.visitsCompleted)];
  const { drillDown, numerator } = kpis.strikeRate;
  return {
    visitOrderAmount: [{ of: 'strikeRate', drillDown, count: numerator }],
    ...{ timeInStore: made, visitsPerDay: made, visitCoverage: made },
  };
}

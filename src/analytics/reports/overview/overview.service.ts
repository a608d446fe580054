import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/index.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import type { Period } from '../arithmetic/period.js';
import { readDealFigures, readOpenFigures, readVisitFigures } from '../deal-figures.queries.js';
import { opportunitiesBehind, visitsBehind } from '../drill-down.js';
import { readLeadKpis } from '../leads/lead-kpis.js';
import { Reach } from '../reach.js';
import { ReportReader } from '../report-reader.service.js';
import type { ReportQuery } from '../report.query.js';
import { compareKpis, countKpi, daysKpi, meanMoneyKpi, moneyKpi, moneyRatioKpi, ratioKpi } from './kpis.js';
import type { OverviewKpisResponse, OverviewResponse } from './overview.response.js';

type PresentKpis = Pick<OverviewKpisResponse, 'openCount' | 'openAmount' | 'openWeighted'>;
type PeriodKpis = Omit<OverviewKpisResponse, keyof PresentKpis>;

/** The headline figures. */
@Injectable()
export class OverviewService {
  constructor(private readonly reader: ReportReader) {}

  /** @throws DomainError when the period is none */
  async overview(actor: Principal, query: ReportQuery): Promise<OverviewResponse> {
    const reach = new Reach(actor, query);
    return this.reader.read(query, async ({ tx, period, previous, today, header }) => {
      const now = { ...(await periodKpis(tx, reach, period, today)), ...(await presentKpis(tx, reach)) };
      const before = previous && (await periodKpis(tx, reach, previous, today));
      return { ...header, kpis: before ? compareKpis(now, before) : now };
    });
  }
}

async function periodKpis(tx: Tx, reach: Reach, period: Period, today: BusinessDate): Promise<PeriodKpis> {
  const deals = await readDealFigures(tx, reach, period);
  const visits = await readVisitFigures(tx, reach, period);
  const { newLeads, leadConversion, leadResponseMedian, newCustomers } = await readLeadKpis(
    tx,
    reach,
    period,
    today,
  );
  const { from, to } = period;
  const closed = (status: string): string =>
    opportunitiesBehind(reach, { status, closedFrom: from, closedTo: to });
  return {
    createdCount: countKpi(
      'createdCount',
      deals.created,
      opportunitiesBehind(reach, { createdFrom: from, createdTo: to }),
    ),
    createdAmount: moneyKpi('createdAmount', deals.createdAmount),
    wonCount: countKpi('wonCount', deals.won, closed('WON')),
    wonAmount: moneyKpi('wonAmount', deals.wonAmount),
    lostCount: countKpi('lostCount', deals.lost, closed('LOST')),
    lostAmount: moneyKpi('lostAmount', deals.lostAmount),
    winRate: ratioKpi('winRate', deals.won, deals.won + deals.lost),
    winRateByValue: moneyRatioKpi('winRateByValue', deals.wonAmount, deals.lostAmount),
    averageWonAmount: meanMoneyKpi('averageWonAmount', deals.wonAmount, deals.won),
    salesCycle: daysKpi('salesCycle', deals.cycleSeconds, deals.won),
    visitsPlanned: countKpi('visitsPlanned', visits.planned, visitsBehind(reach, period)),
    visitsCompleted: countKpi(
      'visitsCompleted',
      visits.completed,
      visitsBehind(reach, period, { status: 'COMPLETED' }),
    ),
    strikeRate: ratioKpi('strikeRate', visits.withOrder, visits.completed),
    visitOrderAmount: moneyKpi('visitOrderAmount', visits.orderAmount),
    newLeads,
    leadConversion,
    leadResponseMedian,
    newCustomers,
  };
}

async function presentKpis(tx: Tx, reach: Reach): Promise<PresentKpis> {
  const open = await readOpenFigures(tx, reach);
  return {
    openCount: countKpi('openCount', open.count, opportunitiesBehind(reach, { status: 'OPEN' })),
    openAmount: moneyKpi('openAmount', open.amount),
    openWeighted: moneyKpi('openWeighted', open.weighted),
  };
}

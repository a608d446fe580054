import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/index.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import { type Period, trailingYear } from '../arithmetic/period.js';
import { CountedDeals } from '../counted-deals.js';
import { readDealFigures, readOpenFigures } from '../deal-figures.queries.js';
import { type Behind, openBehind, visitsBehind } from '../drill-down.js';
import { readCycleMedian } from '../durations.queries.js';
import { readCoverage } from '../forecast/coverage.js';
import { readHandedOn } from '../handed-on.queries.js';
import { readLeadKpis } from '../leads/lead-kpis.js';
import { Reach } from '../reach.js';
import { type ReportFrame, ReportReader } from '../report-reader.service.js';
import type { ReportQuery } from '../report.query.js';
import { readVisitSums } from '../visits/visit-figures.queries.js';
import {
  attainmentKpi,
  closeRateKpi,
  compareKpis,
  countKpi,
  coverageKpi,
  daysKpi,
  meanMoneyKpi,
  medianDaysKpi,
  moneyKpi,
  moneyRatioKpi,
  ratioKpi,
  velocityKpi,
} from './kpis.js';
import type { OverviewKpisResponse, OverviewResponse } from './overview.response.js';

type PresentKpis = Pick<
  OverviewKpisResponse,
  'openCount' | 'openAmount' | 'openWeighted' | 'salesVelocity' | 'pipelineCoverage' | 'targetAttainment'
>;
type PeriodKpis = Omit<OverviewKpisResponse, keyof PresentKpis>;

/** The headline figures. */
@Injectable()
export class OverviewService {
  constructor(private readonly reader: ReportReader) {}

  /** @throws DomainError when the period is none */
  async overview(actor: Principal, query: ReportQuery): Promise<OverviewResponse> {
    const reach = new Reach(actor, query);
    return this.reader.read(query, async (frame) => {
      const { tx, period, previous, today, header } = frame;
      const ofPeriod = await periodKpis(tx, reach, period, today);
      const now = { ...ofPeriod, ...(await presentKpis(frame, reach, ofPeriod)) };
      const before = previous && (await periodKpis(tx, reach, previous, today));
      return { ...header, kpis: before ? compareKpis(now, before) : now };
    });
  }
}

async function periodKpis(tx: Tx, reach: Reach, period: Period, today: BusinessDate): Promise<PeriodKpis> {
  const deals = await readDealFigures(tx, reach, period);
  const visits = await readVisitSums(tx, reach, period);
  const { newLeads, leadConversion, leadResponseMedian, newCustomers } = await readLeadKpis(
    tx,
    reach,
    period,
    today,
  );
  const counted = new CountedDeals(reach, await readHandedOn(tx, reach, period));
  const listOf = visitsBehind(reach, period);
  const visited = (status?: string): Behind => listOf({ status });
  return {
    createdCount: countKpi('createdCount', deals.created, counted.created(period)),
    createdAmount: moneyKpi('createdAmount', deals.createdAmount),
    wonCount: countKpi('wonCount', deals.won, counted.closed('WON', period)),
    wonAmount: moneyKpi('wonAmount', deals.wonAmount),
    lostCount: countKpi('lostCount', deals.lost, counted.closed('LOST', period)),
    lostAmount: moneyKpi('lostAmount', deals.lostAmount),
    winRate: ratioKpi('winRate', deals.won, deals.won + deals.lost),
    winRateByValue: moneyRatioKpi('winRateByValue', deals.wonAmount, deals.lostAmount),
    averageWonAmount: meanMoneyKpi('averageWonAmount', deals.wonAmount, deals.won),
    closeRate: closeRateKpi('closeRate', deals, counted.created(period, 'WON')),
    salesCycle: daysKpi('salesCycle', deals.cycleSeconds, deals.won),
    salesCycleMedian: medianDaysKpi(
      'salesCycleMedian',
      await readCycleMedian(tx, reach, period, deals.won),
      deals.won,
    ),
    visitsPlanned: countKpi('visitsPlanned', visits.planned, visited()),
    visitsCompleted: countKpi('visitsCompleted', visits.completed, visited('COMPLETED')),
    strikeRate: ratioKpi('strikeRate', visits.withOrder, visits.completed),
    visitOrderAmount: moneyKpi('visitOrderAmount', visits.orderAmount),
    newLeads,
    leadConversion,
    leadResponseMedian,
    newCustomers,
  };
}

async function presentKpis(
  { tx, period, today }: ReportFrame,
  reach: Reach,
  { wonAmount }: PeriodKpis,
): Promise<PresentKpis> {
  const open = await readOpenFigures(tx, reach);
  const year = trailingYear(today);
  const coverage = await readCoverage(tx, reach, period, wonAmount.value);
  return {
    openCount: countKpi('openCount', open.count, openBehind(reach)),
    openAmount: moneyKpi('openAmount', open.amount),
    openWeighted: moneyKpi('openWeighted', open.weighted),
    salesVelocity: velocityKpi('salesVelocity', open, await readDealFigures(tx, reach, year), year),
    pipelineCoverage: coverageKpi('pipelineCoverage', coverage),
    targetAttainment: attainmentKpi('targetAttainment', coverage),
  };
}

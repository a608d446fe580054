import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/index.js';
import { addDays } from '../../../platform/time/rome.js';
import { percent } from '../arithmetic/fractions.js';
import { assertDrawable, bucketsOf, type Interval, type Period } from '../arithmetic/period.js';
import { plannedVisitsBehind, visitsBehind } from '../drill-down.js';
import type { CountKpiResponse } from '../overview/kpi.response.js';
import { compareKpis, countKpi, moneyKpi, ratioKpi } from '../overview/kpis.js';
import { Reach } from '../reach.js';
import { type ReportFrame, ReportReader } from '../report-reader.service.js';
import { readCare } from './care.queries.js';
import {
  daysOver,
  readPlanSums,
  readPlanTrend,
  readStays,
  readVisitSums,
  readVisitTrend,
} from './visit-figures.queries.js';
import { meanKmKpi, meanSecondsKpi, medianKpi, perDayKpi } from './visit-kpis.js';
import type { SalesTrendQuery } from '../sales-trend/sales-trend.query.js';
import type {
  VisitKpisResponse,
  VisitPointResponse,
  VisitsReportResponse,
} from './visits-report.response.js';

/** What was planned in the field, what came of it, and at what cost. */
@Injectable()
export class VisitsReportService {
  constructor(private readonly reader: ReportReader) {}

  /** @throws DomainError when the period is none */
  async visits(actor: Principal, query: SalesTrendQuery): Promise<VisitsReportResponse> {
    const reach = new Reach(actor, query);
    const { interval } = query;
    return this.reader.read(
      query,
      async (frame) => {
        const { period, previous, header } = frame;
        const now = await kpis(frame, reach, period);
        return {
          ...header,
          kpis: previous ? compareKpis(now, await kpis(frame, reach, previous)) : now,
          interval,
          points: await points(frame, reach, period, interval),
          ...(previous && { previousPoints: await points(frame, reach, previous, interval) }),
        };
      },
      (period) => assertDrawable(period, interval),
    );
  }
}

async function kpis(
  { tx, today }: Pick<ReportFrame, 'tx' | 'today'>,
  reach: Reach,
  period: Period,
): Promise<VisitKpisResponse> {
  const over = daysOver(period, today);
  const sums = await readVisitSums(tx, reach, period);
  const plan = await readPlanSums(tx, reach, over);
  const stays = await readStays(tx, reach, period);
  const care = await readCare(tx, reach, period, addDays(today, 1));
  const listOf = visitsBehind(reach, period);
  const count = (key: string, value: bigint, filters: Record<string, string> = {}): CountKpiResponse => ({
    ...countKpi(key, value),
    ...listOf(filters),
  });
  const planned = (filters: Record<string, string>) => plannedVisitsBehind(reach, over, filters);
  return {
    visitsPlanned: count('visitsPlanned', sums.planned),
    visitsConfirmed: count('visitsConfirmed', sums.confirmed, { status: 'CONFIRMED' }),
    visitsCompleted: count('visitsCompleted', sums.completed, { status: 'COMPLETED' }),
    visitsCancelled: count('visitsCancelled', sums.cancelled, { status: 'CANCELLED' }),
    visitsNoShow: count('visitsNoShow', sums.noShow, { status: 'NO_SHOW' }),
    visitsSkipped: count('visitsSkipped', sums.skipped, { status: 'SKIPPED' }),
    planAdherence: {
      ...ratioKpi('planAdherence', plan.kept, plan.due),
      ...planned({ keptPlan: 'true' }),
    },
    visitsCancelledByClient: {
      ...countKpi('visitsCancelledByClient', plan.clientCancelled),
      ...planned({ status: 'CANCELLED', cancelledBy: 'CLIENT' }),
    },
    strikeRate: {
      ...ratioKpi('strikeRate', sums.withOrder, sums.completed),
      ...listOf({ status: 'COMPLETED', outcome: 'ORDER' }),
    },
    visitOrderAmount: moneyKpi('visitOrderAmount', sums.orderAmount),
    timeInStore: meanSecondsKpi('timeInStore', sums.storeSeconds, sums.timed),
    medianTimeInStore: medianKpi('medianTimeInStore', stays),
    visitsPerDay: perDayKpi('visitsPerDay', sums.completed, sums.worked),
    kmPerVisit: meanKmKpi('kmPerVisit', sums.routeMeters, sums.routed),
    visitCoverage: ratioKpi('visitCoverage', care.covered, care.assigned),
    cadenceCompliance: ratioKpi('cadenceCompliance', care.good, care.present),
  };
}

async function points(
  { tx, today }: Pick<ReportFrame, 'tx' | 'today'>,
  reach: Reach,
  period: Period,
  interval: Interval,
): Promise<VisitPointResponse[]> {
  // The database names whole intervals, of which the period may cut the first.
  const byStart = <Row extends { from: string }>(rows: Row[]): Map<string, Row> =>
    new Map(rows.map((row) => [row.from < period.from ? period.from : row.from, row]));
  const visits = byStart(await readVisitTrend(tx, reach, period, interval));
  const plans = byStart(await readPlanTrend(tx, reach, daysOver(period, today), interval));
  return bucketsOf(period, interval).map((bucket) => {
    const row = visits.get(bucket.from);
    const plan = plans.get(bucket.from);
    const listOf = visitsBehind(reach, bucket);
    const figure = (count = 0n, filters: Record<string, string> = {}) => ({
      count: Number(count),
      ...listOf(filters),
    });
    return {
      ...{ from: bucket.from, to: bucket.to },
      planned: figure(row?.planned),
      completed: figure(row?.completed, { status: 'COMPLETED' }),
      cancelled: figure(row?.cancelled, { status: 'CANCELLED' }),
      noShow: figure(row?.noShow, { status: 'NO_SHOW' }),
      skipped: figure(row?.skipped, { status: 'SKIPPED' }),
      withOrder: figure(row?.withOrder, { status: 'COMPLETED', outcome: 'ORDER' }),
      planAdherence: percent(plan?.kept ?? 0n, plan?.due ?? 0n),
      strikeRate: percent(row?.withOrder ?? 0n, row?.completed ?? 0n),
    };
  });
}

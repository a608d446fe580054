import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/index.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { assertDrawable, bucketsOf, type Interval, type Period } from '../arithmetic/period.js';
import { readDealTrend } from '../deal-figures.queries.js';
import { CountedDeals } from '../counted-deals.js';
import type { Behind } from '../drill-down.js';
import { readHandedOn } from '../handed-on.queries.js';
import { Reach } from '../reach.js';
import { ReportReader } from '../report-reader.service.js';
import type { CountAndAmountResponse } from '../report.response.js';
import type { SalesTrendQuery } from './sales-trend.query.js';
import type { SalesTrendResponse, TrendPointResponse } from './sales-trend.response.js';

/** Deals created, won and lost over time. */
@Injectable()
export class SalesTrendService {
  constructor(private readonly reader: ReportReader) {}

  /** @throws DomainError when the period is none */
  async salesTrend(actor: Principal, query: SalesTrendQuery): Promise<SalesTrendResponse> {
    const reach = new Reach(actor, query);
    const { interval } = query;
    return this.reader.read(
      query,
      async ({ tx, period, previous, header }) => ({
        ...header,
        interval,
        points: await points(tx, reach, period, interval),
        ...(previous && { previousPoints: await points(tx, reach, previous, interval) }),
      }),
      (period) => assertDrawable(period, interval),
    );
  }
}

async function points(
  tx: Tx,
  reach: Reach,
  period: Period,
  interval: Interval,
): Promise<TrendPointResponse[]> {
  const rows = await readDealTrend(tx, reach, period, interval);
  const counted = new CountedDeals(reach, await readHandedOn(tx, reach, period, { interval }));
  // The database names whole intervals, of which the period may cut the first.
  const byStart = new Map(rows.map((row) => [row.from < period.from ? period.from : row.from, row]));
  return bucketsOf(period, interval).map(({ from, to }) => {
    const row = byStart.get(from);
    const figure = (count = 0n, amount = '0.00', behind: Behind): CountAndAmountResponse => ({
      count: Number(count),
      amount,
      ...behind,
    });
    return {
      from,
      to,
      created: figure(row?.created, row?.createdAmount, counted.created({ from, to })),
      won: figure(row?.won, row?.wonAmount, counted.closed('WON', { from, to })),
      lost: figure(row?.lost, row?.lostAmount, counted.closed('LOST', { from, to })),
    };
  });
}

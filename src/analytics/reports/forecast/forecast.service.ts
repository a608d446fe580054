import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/index.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { addDays, type BusinessDate } from '../../../platform/time/rome.js';
import { bucketsOf, monthsAhead, type Period } from '../arithmetic/period.js';
import { readDealFigures, readDealTrend, readOpenFigures } from '../deal-figures.queries.js';
import { CountedDeals } from '../counted-deals.js';
import { type Behind, openBehind } from '../drill-down.js';
import { readHandedOn } from '../handed-on.queries.js';
import { Reach } from '../reach.js';
import { ReportReader } from '../report-reader.service.js';
import type { ReportQuery } from '../report.query.js';
import type { CountAndAmountResponse, OpenDealsResponse } from '../report.response.js';
import { readAccuracies } from './accuracy.js';
import { readCoverage } from './coverage.js';
import { readForecast } from './forecast.queries.js';
import type { ForecastMonthResponse, ForecastResponse } from './forecast.response.js';

interface Figures {
  count: bigint;
  amount: string;
}

/** What the open deals promise, by month of their expected closing. */
@Injectable()
export class ForecastService {
  constructor(private readonly reader: ReportReader) {}

  /**
   * @param query without a period: this month and the eleven after it; without `to`, from a later `from` on
   * @throws DomainError when the period is none
   */
  async forecast(actor: Principal, query: ReportQuery): Promise<ForecastResponse> {
    const reach = new Reach(actor, query);
    return this.reader.read(
      withMonthsAhead(query, this.reader.today()),
      async ({ tx, period, previous, today, header }) => {
        const rows = new Map((await readForecast(tx, reach, period, today)).map((row) => [row.bucket, row]));
        const won = new Map((await readDealTrend(tx, reach, period, 'month')).map((row) => [row.from, row]));
        const counted = new CountedDeals(reach, await readHandedOn(tx, reach, period, { interval: 'month' }));
        const open = (bucket: string, filters?: Record<string, string>): OpenDealsResponse =>
          openDeals(reach, rows.get(bucket), filters);
        const spans = bucketsOf(period, 'month');
        const accuracies = await readAccuracies(tx, reach, [period, ...spans], today);
        const months = spans.map((span): ForecastMonthResponse => {
          const { from, to } = span;
          const month = `${from.slice(0, 7)}-01`;
          const sales = won.get(month);
          const expectedFrom = from < today ? today : from;
          return {
            from,
            to,
            open: open(month, expectedFrom < to ? { expectedFrom, expectedTo: to } : undefined),
            won: wonDeals(
              counted.closed('WON', { from, to }),
              sales && { count: sales.won, amount: sales.wonAmount },
            ),
            accuracy: accuracies.of(span, sales?.wonAmount ?? '0.00'),
          };
        });
        const inPeriod = wonOf(await readDealFigures(tx, reach, period));
        return {
          ...header,
          today,
          months,
          overdue: open('overdue', { expectedTo: today }),
          undated: open('undated'),
          outside: open('outside'),
          total: openDeals(reach, await readOpenFigures(tx, reach), {}),
          accuracy: accuracies.of(period, inPeriod.amount),
          coverage: await readCoverage(tx, reach, period, inPeriod.amount),
          won: wonDeals(counted.closed('WON', period), inPeriod),
          ...(previous && {
            previousWon: await previousWon(tx, reach, previous),
          }),
        };
      },
    );
  }
}

function withMonthsAhead(query: ReportQuery, today: BusinessDate): ReportQuery {
  const { from, to } = monthsAhead(query.from !== undefined && query.from > today ? query.from : today, 12);
  return {
    ...query,
    from: query.from ?? (query.to === undefined ? from : addDays(query.to, -365)),
    to: query.to ?? to,
  };
}

function wonOf({ won, wonAmount }: { won: bigint; wonAmount: string }): Figures {
  return { count: won, amount: wonAmount };
}

async function previousWon(tx: Tx, reach: Reach, previous: Period): Promise<CountAndAmountResponse> {
  const counted = new CountedDeals(reach, await readHandedOn(tx, reach, previous));
  return wonDeals(counted.closed('WON', previous), wonOf(await readDealFigures(tx, reach, previous)));
}

function wonDeals(behind: Behind, figures?: Figures): CountAndAmountResponse {
  return { count: Number(figures?.count ?? 0n), amount: figures?.amount ?? '0.00', ...behind };
}

function openDeals(
  reach: Reach,
  figures?: Figures & { weighted: string },
  filters?: Record<string, string>,
): OpenDealsResponse {
  return {
    count: Number(figures?.count ?? 0n),
    amount: figures?.amount ?? '0.00',
    weighted: figures?.weighted ?? '0.00',
    ...(filters && openBehind(reach, filters)),
  };
}

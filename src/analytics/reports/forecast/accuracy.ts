import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import { fromCents, percent, toCents } from '../arithmetic/fractions.js';
import type { Period } from '../arithmetic/period.js';
import { readDealFigures } from '../deal-figures.queries.js';
import type { Reach } from '../reach.js';
import { readPromised } from './accuracy.queries.js';
import { isWholeMonths } from './forecast.queries.js';
import type { ForecastAccuracyResponse } from './forecast.response.js';

/** What a span promised when it began. */
interface Promised {
  asOf: BusinessDate;
  cents: bigint;
}

/** How near forecasts came to what was won. */
export class Accuracies {
  constructor(
    private readonly promised: ReadonlyMap<Period, Promised>,
    private readonly today: BusinessDate,
  ) {}

  /** @param won EUR, in the span so far */
  of(span: Period, won: string): ForecastAccuracyResponse {
    const promised = this.promised.get(span);
    const isOver = span.to <= this.today;
    return {
      unit: 'percent',
      value: promised && isOver ? accuracy(promised.cents, toCents(won)) : null,
      asOf: promised?.asOf ?? null,
      forecast: promised ? fromCents(promised.cents) : null,
      actual: won,
    };
  }
}

/** Percent: 1 − |actual − forecast| ÷ actual; null when there is nothing to measure it by. */
function accuracy(forecast: bigint, actual: bigint): number | null {
  return percent(actual - (forecast > actual ? forecast - actual : actual - forecast), actual);
}

/** Of the spans that are whole months and have begun; what was won before the first snapshot is no longer in it. */
export async function readAccuracies(
  tx: Tx,
  reach: Reach,
  spans: readonly Period[],
  today: BusinessDate,
): Promise<Accuracies> {
  const begun = spans.filter((span) => isWholeMonths(span) && span.from <= today);
  const promised = new Map<Period, Promised>();
  for (const { place, asOf, weighted } of begun.length > 0 ? await readPromised(tx, reach, begun) : []) {
    const span = begun[place - 1];
    if (!span) throw new Error('A snapshot was read for a span that nobody asked about.');
    promised.set(span, { asOf, cents: toCents(weighted) + (await wonBefore(tx, reach, span, asOf)) });
  }
  return new Accuracies(promised, today);
}

async function wonBefore(tx: Tx, reach: Reach, { from }: Period, asOf: BusinessDate): Promise<bigint> {
  if (asOf === from) return 0n;
  return toCents((await readDealFigures(tx, reach, { from, to: asOf, days: 0 })).wonAmount);
}

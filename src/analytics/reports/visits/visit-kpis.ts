import { roundedQuotient } from '../arithmetic/fractions.js';
import { medianSeconds, type MinuteCount } from '../arithmetic/median.js';
import type { MeanKpiResponse, MedianKpiResponse } from './visit-kpi.response.js';

/** Whole seconds for each. */
export function meanSecondsKpi(key: string, seconds: bigint, count: bigint): MeanKpiResponse {
  return {
    ...{ key, unit: 'seconds', numerator: Number(seconds), denominator: Number(count) },
    value: count === 0n ? null : Number(roundedQuotient(seconds, count)),
  };
}

/** Kilometres for each. */
export function meanKmKpi(key: string, meters: bigint, count: bigint): MeanKpiResponse {
  return {
    ...{ key, unit: 'km', numerator: Number(meters) / 1000, denominator: Number(count) },
    value: count === 0n ? null : hundredths(meters, 1000n * count),
  };
}

export function perDayKpi(key: string, visits: bigint, days: bigint): MeanKpiResponse {
  return {
    ...{ key, unit: 'visits per day', numerator: Number(visits), denominator: Number(days) },
    value: days === 0n ? null : hundredths(visits, days),
  };
}

export function medianKpi(key: string, counts: readonly MinuteCount[]): MedianKpiResponse {
  const denominator = Number(counts.reduce((sum, { visits }) => sum + visits, 0n));
  return { key, unit: 'seconds', value: medianSeconds(counts), denominator };
}

function hundredths(a: bigint, b: bigint): number {
  return Number(roundedQuotient(a * 100n, b)) / 100;
}

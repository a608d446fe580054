import type { WaitFigure } from './client-figures.queries.js';
import type { SecondsKpiResponse } from './seconds-kpi.response.js';

export function secondsKpi(
  key: string,
  wait: WaitFigure | undefined,
  quantile: 'median' | 'p90',
): SecondsKpiResponse {
  return { key, unit: 'seconds', value: wait?.[quantile] ?? null, count: Number(wait?.clients ?? 0n) };
}

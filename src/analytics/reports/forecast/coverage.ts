import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { fromCents, percent, toCents } from '../arithmetic/fractions.js';
import type { Period } from '../arithmetic/period.js';
import { openBehind } from '../drill-down.js';
import type { Reach } from '../reach.js';
import { readOpenFigures } from '../deal-figures.queries.js';
import { isWholeMonths, readTarget } from './forecast.queries.js';
import type { CoverageResponse } from './forecast.response.js';

/** Pipeline coverage: open deals expected to close in the period ÷ (target − won). */
export async function readCoverage(
  tx: Tx,
  reach: Reach,
  period: Period,
  won: string,
): Promise<CoverageResponse> {
  const { amount } = await readOpenFigures(tx, reach, period);
  const isMeasured = reach.query.pipelineId === undefined && isWholeMonths(period);
  const target = isMeasured ? await readTarget(tx, reach, period) : null;
  const lacking = target === null ? null : toCents(target) - toCents(won);
  return {
    unit: 'percent',
    value: lacking === null || lacking < 0n ? null : percent(toCents(amount), lacking),
    numerator: amount,
    denominator: lacking === null ? null : fromCents(lacking),
    target,
    won,
    attainment: target === null ? null : percent(toCents(won), toCents(target)),
    ...openBehind(reach, { expectedFrom: period.from, expectedTo: period.to }),
  };
}

import { change, fromCents, percent, toCents } from '../arithmetic/fractions.js';
import type { Period } from '../arithmetic/period.js';
import { behind, opportunitiesOnceOf } from '../drill-down.js';
import type { HandedOn } from '../handed-on.queries.js';
import type { Reach } from '../reach.js';
import type { LostRow } from './lost-reasons.queries.js';
import type { LostShareResponse } from './lost-reasons.response.js';

/** Which of the lost deals: what is left out is any. */
export type Kind = Partial<Pick<LostRow, 'reason' | 'stageId'>>;

interface Sum {
  count: bigint;
  cents: bigint;
}

/** The lost deals of a period and of the one before, of which any kind may be told. */
export class LostDeals {
  constructor(
    private readonly rows: readonly LostRow[],
    private readonly before: readonly LostRow[] | undefined,
    private readonly reach: Reach,
    private readonly period: Period,
    private readonly handedOn: HandedOn,
  ) {}

  /** Whether there are any, now or before. */
  has(kind: Kind): boolean {
    return [...this.rows, ...(this.before ?? [])].some((row) => isOf(row, kind));
  }

  figures(kind: Kind): LostShareResponse {
    const [some, all] = [sum(this.rows, kind), sum(this.rows, {})];
    const before = this.before && sum(this.before, kind);
    return {
      count: Number(some.count),
      amount: fromCents(some.cents),
      share: percent(some.count, all.count),
      shareOfAmount: percent(some.cents, all.cents),
      ...behind(this.list(kind), this.handedOn.count({ event: 'CLOSED', status: 'LOST', ...kind })),
      ...(before && {
        previousCount: Number(before.count),
        previousAmount: fromCents(before.cents),
        change: change(Number(some.count), Number(before.count)),
      }),
    };
  }

  /** Of a deal without a history no list tells the stage. */
  private list({ reason, stageId }: Kind): string | undefined {
    if (stageId === null) return undefined;
    return opportunitiesOnceOf(this.reach, 'Closing', {
      ...{ status: 'LOST', closedFrom: this.period.from, closedTo: this.period.to },
      lostReason: reason,
      lostFromStageId: stageId,
    });
  }
}

function isOf(row: LostRow, { reason, stageId }: Kind): boolean {
  return (
    (reason === undefined || row.reason === reason) && (stageId === undefined || row.stageId === stageId)
  );
}

function sum(rows: readonly LostRow[], kind: Kind): Sum {
  const some = rows.filter((row) => isOf(row, kind));
  return {
    count: some.reduce((total, { count }) => total + count, 0n),
    cents: some.reduce((total, { amount }) => total + toCents(amount), 0n),
  };
}

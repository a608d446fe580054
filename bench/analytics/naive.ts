import pg from 'pg';
import { journey, leadReport, leadsInAll } from './naive/clients.ts';
import { dealsByAgent, dealsByMonth, dealsInAll, forecast, lostReasons } from './naive/deals.ts';
import { funnel } from './naive/funnel.ts';
import { type NaiveQuery, type Scope, Told, type Value } from './naive/naive-query.ts';
import { visitReport, visitsByAgent, visitsInAll } from './naive/visits.ts';
import { patiently } from './patient.ts';
import { quantile } from './times.ts';

export type { Scope };

/** The figures of each report straight from the rows. */
const NAIVE: Readonly<Record<string, (scope: Scope) => NaiveQuery[]>> = {
  overview: (scope) => [...dealsInAll(scope), ...visitsInAll(scope), ...leadsInAll(scope)],
  'sales-trend': dealsByMonth,
  forecast,
  agents: (scope) => [...dealsByAgent(scope), ...visitsByAgent(scope)],
  funnel,
  'lost-reasons': lostReasons,
  visits: visitReport,
  leads: leadReport,
  journey,
};

const ROUNDS = 3;
const PATIENCE = 5000;

/**
 * @param values the period, and who asks
 * @param patience milliseconds that one of its queries may take; 0: all that it needs
 * @returns milliseconds: the median of three rounds, or of those that fit into five seconds; and what the report tells otherwise
 */
export async function naively(
  pool: pg.Pool,
  report: string,
  scope: Scope,
  values: readonly string[],
  answer: Readonly<Record<string, unknown>>,
  patience: number,
): Promise<{ naive: number; gaveUp: boolean; differences: string[] }> {
  const queries = NAIVE[report]?.(scope);
  if (!queries) throw new Error(`nobody has written ${report} down naively`);
  const begun = performance.now();
  const work = async (session: pg.PoolClient) => {
    const times: number[] = [];
    let differences: string[] = [];
    for (let sum = 0; times.length < ROUNDS && sum < PATIENCE; sum += times.at(-1) ?? 0) {
      const from = performance.now();
      const found: Value[][][] = [];
      for (const { sql } of queries)
        found.push((await session.query({ text: sql, values: [...values], rowMode: 'array' })).rows);
      times.push(performance.now() - from);
      differences = queries.flatMap(({ sql, told, within }, index) =>
        differenceOf(found[index] ?? [], told(new Told(answer)), within).map(
          (difference) => `${report} of ${scope} ${values.join(' ')}: ${sql}\n${difference}`,
        ),
      );
    }
    return { naive: quantile(times, 0.5), gaveUp: false, differences };
  };
  try {
    return await patiently(pool, work, patience);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== CANCELLED) throw error;
    return { naive: performance.now() - begun, gaveUp: true, differences: [] };
  }
}

/** By PostgreSQL, for it took longer than it might. */
const CANCELLED = '57014';

function differenceOf(found: Value[][], told: Value[][], within = 0): string[] {
  const [a, b] = [found, told].map(comparable) as [Value[][], Value[][]];
  const same = (x: Value | undefined, y: Value | undefined): boolean =>
    typeof x === 'number' && typeof y === 'number'
      ? Math.abs(x - y) <= 1e-6 + (within && within * x + 1)
      : x === y;
  const isSame =
    a.length === b.length && a.every((row, at) => row.every((value, place) => same(value, b[at]?.[place])));
  return isSame ? [] : [`found ${JSON.stringify(a)}\ntold  ${JSON.stringify(b)}`];
}

const NUMBER = /^-?\d+(\.\d+)?$/;

/** Numbers as numbers, nothing as 0, in the order of the names, without rows in which there is nothing. */
function comparable(rows: Value[][]): Value[][] {
  return rows
    .map((row) =>
      row.map((value) => (typeof value === 'string' && NUMBER.test(value) ? Number(value) : (value ?? 0))),
    )
    .filter((row) => row.some((value) => typeof value === 'number' && value !== 0))
    .sort((a, b) => (names(a) < names(b) ? -1 : 1));
}

function names(row: Value[]): string {
  return row.filter((value) => typeof value === 'string').join(' ');
}

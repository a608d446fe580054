import { bestOf } from './best-known.ts';
import type { Folder, Found } from './folder.ts';
import { overloaded, problemOf } from './instance.ts';
import { measure } from './measure.ts';
import { fixed, mean, printTable, type Row } from './report.ts';

/** One run far beyond what any of these needs ends here, so that the same seed gives the same plan. */
const WALL_MS = 60_000;

export interface Wishes {
  readonly iterations: number;
  readonly seeds: readonly number[];
  /** `performance.now()` after which nothing more is begun. */
  readonly until: number;
}

interface Solved {
  readonly found: Found;
  readonly seed: number;
  readonly served: number;
  readonly cost: number;
  /** Percent above the best known; null where none is known or the plan is not comparable. */
  readonly gap: number | null;
  readonly cpuMs: number;
  readonly findings: number;
}

/** Every instance with every seed: a line each, then a line for each set. */
export function publishedInstances({ found, known }: Folder, wishes: Wishes): void {
  const runs: Solved[] = [];
  let left = 0;
  for (const one of found) {
    if (performance.now() > wishes.until) {
      left += 1;
      continue;
    }
    for (const seed of wishes.seeds)
      if (performance.now() <= wishes.until)
        runs.push(solve(one, bestOf(known, one.name), seed, wishes.iterations));
  }
  printTable(runs.map((run) => rowOf(run, bestOf(known, run.found.name))));
  if (left > 0) console.log(`\nTime is up: ${left} instances were not begun (--minutes gives more).`);
  console.log('\nPer set');
  const sets = Map.groupBy(runs, ({ found: { set } }) => set);
  printTable([...sets].map(([set, ofSet]) => setRow(set, ofSet)));
}

function solve(found: Found, best: number | null, seed: number, iterations: number): Solved {
  const { instance } = found;
  const { plan, cpuMs, findings } = measure(problemOf(instance, { seed, iterations, wallMs: WALL_MS }));
  const { visits: served, travelSeconds: cost } = plan.totals;
  const comparable =
    best !== null && served === instance.nodes.length - 1 && overloaded(instance, plan.routes) === 0;
  return {
    found,
    seed,
    served,
    cost,
    gap: comparable ? (100 * (cost - best)) / best : null,
    cpuMs,
    findings,
  };
}

function rowOf({ found, seed, served, cost, gap, cpuMs, findings }: Solved, best: number | null): Row {
  return {
    instance: found.name,
    seed,
    served: `${served}/${found.instance.nodes.length - 1}`,
    cost: fixed(cost, 2),
    'best known': fixed(best, 2),
    'gap %': fixed(gap),
    'CPU ms': fixed(cpuMs, 0),
    'broken rules': findings,
  };
}

function setRow(set: string, runs: readonly Solved[]): Row {
  const gaps = runs.flatMap(({ gap }) => (gap === null ? [] : [gap]));
  const whole = runs.filter(({ served, found }) => served === found.instance.nodes.length - 1).length;
  return {
    set,
    instances: new Set(runs.map(({ found }) => found.name)).size,
    runs: runs.length,
    'all served': `${whole}/${runs.length}`,
    compared: gaps.length,
    'mean gap %': gaps.length > 0 ? fixed(mean(gaps)) : '-',
    'max gap %': gaps.length > 0 ? fixed(Math.max(...gaps)) : '-',
    'mean CPU ms': fixed(mean(runs.map(({ cpuMs }) => cpuMs)), 0),
    'broken rules': runs.reduce((sum, { findings }) => sum + findings, 0),
  };
}

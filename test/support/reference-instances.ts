import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { RouteProblem } from '#app/visits/routes/domain/problem.js';

/** The published instances carry no licence, so they stay outside the project. */
const folder = resolve(process.env.NEXUS_ROUTING_DATA ?? '../shared/data/routing');

export const referenceInstancesPresent = existsSync(folder);

/** Best known tour lengths of travelling-salesman instances with time windows. */
export const TSPTW_BEST_KNOWN: Readonly<Record<string, number>> = {
  'tsptw-dumas/n20w20.001': 378,
  'tsptw-dumas/n20w100.001': 237,
  'tsptw-dumas/n40w40.001': 465,
  'tsptw-dumas/n40w100.001': 429,
  'tsptw-dumas/n60w80.001': 458,
  'tsptw-dumas/n80w60.001': 554,
  'tsptw-potvin-bengio/rc_201.1': 444.54,
  'tsptw-potvin-bengio/rc_202.1': 771.78,
  'tsptw-potvin-bengio/rc_204.1': 878.64,
  'tsptw-potvin-bengio/rc_206.4': 831.67,
  'tsptw-potvin-bengio/rc_208.1': 789.25,
  'tsptw-potvin-bengio/rc_208.3': 634.44,
};

/** File: n, an n × n table (visits included in the travel), then n rows "open close"; node 0 is the depot. */
export function tsptwInstance(name: string, seed: number, iterations: number): RouteProblem {
  const numbers = readFileSync(resolve(folder, `${name}.txt`), 'utf8')
    .trim()
    .split(/\s+/)
    .map(Number);
  const n = numbers[0] ?? 0;
  const rows = Array.from({ length: n }, (_, i) => numbers.slice(1 + i * n, 1 + (i + 1) * n));
  const windows = Array.from({ length: n }, (_, i): [number, number] => {
    const at = 1 + n * n + 2 * i;
    return [numbers[at] ?? 0, numbers[at + 1] ?? 0];
  });
  return {
    stops: windows.slice(1).map((window, i) => ({
      id: String(i + 1),
      location: i + 1,
      serviceSeconds: 0,
      windows: [window],
      priority: 1,
    })),
    vehicles: [{ id: 'salesman', start: 0, end: 0, shift: windows[0] ?? [0, 0] }],
    travel: { seconds: rows, meters: rows },
    objective: 'MIN_TRAVEL',
    seed,
    iterations,
    wallMs: 20_000,
  };
}

import { checkPlan } from '#app/visits/routes/domain/check-plan.js';
import type { RouteProblem } from '#app/visits/routes/domain/problem.js';
import { solveRoutes } from '#app/visits/routes/domain/solve.js';
import { randomDay, type DayShape } from '../test/support/random-day.ts';
import {
  referenceInstancesPresent,
  TSPTW_BEST_KNOWN,
  tsptwInstance,
} from '../test/support/reference-instances.ts';

/** `npm run build && npm run bench:routing [days]`: the figures of docs/routing.md. */
const DAYS = Number(process.argv[2] ?? 10);
/** The yardstick for generated days: the best of this many runs, each ten times as long. */
const LONG_RUNS = 2;
const UNLIMITED = { wallMs: 600_000 };

const DAY_KINDS: Record<string, Omit<DayShape, 'seed'>> = {
  '40 candidates, 20-45 min, 2 appointments': { stops: 40, appointments: 2 },
  '40 short visits, 10-15 min, count them': {
    stops: 40,
    visitMinutes: [10, 15],
    radiusKm: 10,
    appointments: 2,
    objective: 'MAX_VISITS',
    priorities: false,
  },
  '40 short visits, 10-20 min, by priority': {
    stops: 40,
    visitMinutes: [10, 20],
    radiusKm: 12,
    appointments: 2,
  },
  '40 candidates, 2 agents': { stops: 40, vehicles: 2, visitMinutes: [15, 30], appointments: 2 },
  '20 candidates that fit': { stops: 20, visitMinutes: [10, 15], radiusKm: 6, objective: 'MIN_TRAVEL' },
};

interface Run {
  value: number;
  travel: number;
  served: number;
  millis: number;
  findings: number;
}

function run(problem: RouteProblem): Run {
  const before = process.cpuUsage();
  const plan = solveRoutes({ ...UNLIMITED, ...problem });
  const { user, system } = process.cpuUsage(before); // CPU, so that a busy machine gives the same figure
  const millis = (user + system) / 1000;
  const value = problem.objective === 'MAX_PRIORITY' ? plan.totals.priority : plan.totals.visits;
  return {
    value,
    travel: plan.totals.travelSeconds,
    served: plan.totals.visits,
    millis,
    findings: checkPlan(problem, plan).length,
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const percent = (value: number): string => value.toFixed(3);

function generatedDays(kind: string, shape: Omit<DayShape, 'seed'>): Record<string, string | number> {
  const rows = Array.from({ length: DAYS }, (_, i) => {
    const problem = randomDay({ ...shape, seed: i + 1 });
    const quick = run(problem);
    const long = Array.from({ length: LONG_RUNS }, (_unused, r) =>
      run({ ...problem, seed: 100 + r, iterations: 30_000 }),
    );
    const best = [quick, ...long].reduce((a, b) =>
      b.value > a.value || (b.value === a.value && b.travel < a.travel) ? b : a,
    );
    return { quick, best };
  });
  return {
    kind,
    'mean CPU ms': mean(rows.map((row) => row.quick.millis)).toFixed(0),
    'max CPU ms': Math.max(...rows.map((row) => row.quick.millis)).toFixed(0),
    served: mean(rows.map((row) => row.quick.served)).toFixed(1),
    'lost to long runs %': percent(
      mean(rows.map((row) => (100 * (row.best.value - row.quick.value)) / row.best.value)),
    ),
    'as good on': `${rows.filter((row) => row.best.value === row.quick.value).length}/${rows.length}`,
    findings: rows.reduce((sum, row) => sum + row.quick.findings, 0),
  };
}

function publishedInstances(iterations: number): Record<string, string | number>[] {
  return Object.entries(TSPTW_BEST_KNOWN).map(([instance, best]) => {
    const runs = [1, 2, 3].map((seed) => run(tsptwInstance(instance, seed, iterations)));
    const gaps = runs.map((one) => (100 * (one.travel - best)) / best);
    return {
      instance,
      'mean gap %': percent(mean(gaps)),
      'max gap %': percent(Math.max(...gaps)),
      'mean CPU ms': mean(runs.map((one) => one.millis)).toFixed(0),
      'all served': runs.every((one) => one.served === tsptwInstance(instance, 1, 1).stops.length)
        ? 'yes'
        : 'NO',
      findings: runs.reduce((sum, one) => sum + one.findings, 0),
    };
  });
}

console.log(`Generated days, default iterations, against the best of ${LONG_RUNS} runs of 30,000 iterations`);
console.table(Object.entries(DAY_KINDS).map(([kind, shape]) => generatedDays(kind, shape)));
if (referenceInstancesPresent) {
  console.log(
    'Published instances with time windows, 1,500 iterations, three seeds, against the best tour known',
  );
  const rows = publishedInstances(1500);
  console.table(rows);
  console.log(`mean of the means: ${percent(mean(rows.map((row) => Number(row['mean gap %']))))} %`);
} else {
  console.log('Published instances: not at hand (set NEXUS_ROUTING_DATA to their folder), skipped.');
}

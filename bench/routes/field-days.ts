import { randomDay, type DayShape } from '../../test/support/random-day.ts';
import { measure, type Measured } from './measure.ts';
import { fixed, mean, printTable, type Row } from './report.ts';

/** The yardstick: the best of so many runs, each ten times as long. */
const LONG_RUNS = 2;
const LONG_ITERATIONS = 15_000;
const WALL_MS = 600_000;

/** Days in the field: lunch closures, half days, appointments, priorities from 0 to 100. */
const KINDS: Readonly<Record<string, Omit<DayShape, 'seed'>>> = {
  '5 candidates': { stops: 5, appointments: 1 },
  '10 candidates': { stops: 10, appointments: 1 },
  '15 candidates': { stops: 15, appointments: 1 },
  '20 that all fit, least travel': {
    stops: 20,
    visitMinutes: [10, 15],
    radiusKm: 6,
    objective: 'MIN_TRAVEL',
  },
  '25 candidates': { stops: 25, appointments: 2 },
  '30 candidates, 15-30 min': { stops: 30, visitMinutes: [15, 30], appointments: 2 },
  '40 candidates, 20-45 min': { stops: 40, appointments: 2 },
  '40 short visits, 10-20 min': { stops: 40, visitMinutes: [10, 20], radiusKm: 12, appointments: 2 },
  '40 short visits, 10-15 min, by number': {
    stops: 40,
    visitMinutes: [10, 15],
    radiusKm: 10,
    appointments: 2,
    objective: 'MAX_VISITS',
    priorities: false,
  },
  '40 candidates, 2 agents': { stops: 40, vehicles: 2, visitMinutes: [15, 30], appointments: 2 },
};

export interface FieldWishes {
  readonly days: number;
  /** Whether to measure against long runs too: some seconds a day. */
  readonly long: boolean;
  readonly until: number;
}

export function fieldDays(wishes: FieldWishes): void {
  const rows: Row[] = [];
  for (const [kind, shape] of Object.entries(KINDS)) {
    if (performance.now() > wishes.until) {
      console.log(`Time is up before "${kind}" (--minutes gives more).`);
      break;
    }
    rows.push(rowOf(kind, shape, wishes));
  }
  printTable(rows);
}

function rowOf(kind: string, shape: Omit<DayShape, 'seed'>, { days, long }: FieldWishes): Row {
  const runs = Array.from({ length: days }, (_, i) => {
    const problem = { ...randomDay({ ...shape, seed: i + 1 }), wallMs: WALL_MS };
    const quick = measure(problem);
    const others = long
      ? Array.from({ length: LONG_RUNS }, (_unused, r) =>
          measure({ ...problem, seed: 100 + r, iterations: LONG_ITERATIONS }),
        )
      : [];
    const value = ({ plan: { totals } }: Measured): number =>
      problem.objective === 'MAX_PRIORITY' ? totals.priority : totals.visits;
    const best = Math.max(...[quick, ...others].map(value));
    return { quick, lost: (100 * (best - value(quick))) / best };
  });
  const quick = runs.map((run) => run.quick);
  return {
    kind,
    days,
    served: fixed(mean(quick.map(({ plan }) => plan.totals.visits)), 2),
    'Σ priority': fixed(mean(quick.map(({ plan }) => plan.totals.priority)), 1),
    'travel min': fixed(mean(quick.map(({ plan }) => plan.totals.travelSeconds / 60)), 1),
    'CPU ms, mean': fixed(mean(quick.map(({ cpuMs }) => cpuMs)), 0),
    'CPU ms, max': fixed(Math.max(...quick.map(({ cpuMs }) => cpuMs)), 0),
    'broken rules': quick.reduce((sum, { findings }) => sum + findings, 0),
    ...(long && {
      'lost to long runs %': fixed(mean(runs.map(({ lost }) => lost)), 2),
      'as good on': `${runs.filter(({ lost }) => lost <= 1e-9).length}/${days}`,
    }),
  };
}

import { typical, type Turns } from './contest.ts';
import { KINDS } from './load.ts';

/** What the product is to reach of the floor, by kind of request; G1 and G2. */
const GOALS = { list: ['G1', 0.6, 0.9], 'get one': ['G2', 0.8], create: ['G2', 0.6] } as const;

const row = (...cells: (string | number)[]): string =>
  `| ${cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(cell < 10 ? 1 : 0) : cell)).join(' | ')} |`;

/** Prints the medians, side by side, and what of the goals was reached. */
export function reportContest(floor: Turns, product: Turns): void {
  console.log(
    '\n| request | server | req/s | CPU µs | PostgreSQL CPU µs | p50 ms | p99 ms |\n| --- | --- | ---: | ---: | ---: | ---: | ---: |',
  );
  for (const kind of KINDS)
    for (const [name, turns] of [
      ['floor', floor],
      ['product', product],
    ] as const) {
      const { rate, cpu, databaseCpu, p50, p99 } = typical(turns[kind]);
      console.log(row(kind, name, rate, cpu, databaseCpu, p50, p99));
    }
  console.log('');
  for (const kind of KINDS) {
    const [ours, theirs] = [typical(product[kind]), typical(floor[kind])];
    const [rate, cpu] = [ours.rate / theirs.rate, theirs.cpu / ours.cpu];
    const [goal, ...steps] = GOALS[kind];
    const verdicts = steps.map((step) => `${step.toFixed(2)} ${rate >= step ? 'reached' : 'missed'}`);
    console.log(
      `${goal} ${kind}: ${rate.toFixed(2)} × the floor's requests a second (by CPU ${cpu.toFixed(2)} ×); ${verdicts.join(', ')}`,
    );
  }
}

/** @param most what it may be */
export function reportLimit(goal: string, what: string, value: number, most: number, unit: string): void {
  const verdict =
    value <= most ? 'reached' : `missed by ${(value - most).toFixed(unit === 's' ? 2 : 0)} ${unit}`;
  console.log(
    `${goal} ${what}: ${value.toFixed(unit === 's' ? 2 : 0)} ${unit} of ${most} ${unit}; ${verdict}`,
  );
}

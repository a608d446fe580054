import { parseArgs } from 'node:util';
import { randomWeek } from './routes/random-week.ts';

/**
 * `npm run bench:weeks`: one agent's weeks, clients of an Italian province with lunch closures and closing days,
 * planned as POST /routes/plan-week plans them. The figures of docs/routing.md.
 */
const { values } = parseArgs({ options: { seeds: { type: 'string', default: '3' } } });
const SIZES = [
  { clients: 60, days: 5, radiusKm: 25 },
  { clients: 120, days: 10, radiusKm: 25 },
  { clients: 200, days: 20, radiusKm: 25 },
  { clients: 300, days: 20, radiusKm: 15 },
  { clients: 300, days: 20, radiusKm: 30 },
];

const rows = SIZES.flatMap((size) =>
  Array.from({ length: Number(values.seeds) }, (_, i) => ({
    ...size,
    ...randomWeek({ ...size, seed: i + 1 }),
  })),
);
console.table(rows);

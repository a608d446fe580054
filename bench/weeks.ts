import { parseArgs } from 'node:util';
import { keptCadence } from './routes/kept-cadence.ts';
import { randomWeek } from './routes/random-week.ts';
import { printTable } from './routes/report.ts';

/**
 * `npm run bench:weeks`: one agent's weeks, planned as POST /routes/plan-week plans them. The figures of docs/routing.md.
 * First a territory in which a plan that keeps every cadence is known to exist, then weeks that mostly ask for too much.
 */
const { values } = parseArgs({ options: { seeds: { type: 'string', default: '3' } } });
const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => i + 1);
const SIZES = [
  { clients: 60, days: 5, radiusKm: 25 },
  { clients: 120, days: 10, radiusKm: 25 },
  { clients: 200, days: 20, radiusKm: 25 },
  { clients: 300, days: 20, radiusKm: 15 },
  { clients: 300, days: 20, radiusKm: 30 },
];

console.log(
  '300 clients over four weeks, every cadence can be kept (intervals of 7, 14, 28, 30, 45 and 60 days)',
);
printTable(seeds.map((seed) => keptCadence(seed)));
console.log('\nClients drawn at random, a third of them overdue before the plan begins, one visit each');
printTable(
  SIZES.flatMap((size) => seeds.map((seed) => ({ ...size, seed, ...randomWeek({ ...size, seed }) }))),
);

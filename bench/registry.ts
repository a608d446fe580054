import { encodeCursor, sortValue } from '#app/platform/listing/index.js';
import { Prisma } from '#app/platform/prisma/generated/client.js';
import setup from '../test/support/global-setup.mjs';
import teardown from '../test/support/global-teardown.mjs';
import type { Person } from '../test/support/people.ts';
import { startStory, type Story } from '../test/support/story.ts';
import { foundCompany } from './registry/company.ts';
import { type Figures, measure } from './registry/measure.ts';

/**
 * `npm run build && npm run bench:registry [rows]`: lists at depth, search and the nearest clients in a company of so many
 * clients, a million unless said otherwise, in a PostgreSQL that is thrown away. The figures of docs/performance.md.
 */
const ROWS = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = 40;

const SEARCHES = {
  'a frequent part of a word': 'vapo',
  'two letters, frequent': 'sv',
  'two letters, nowhere': 'zq',
  'a surname in 300': 'ferardi',
  'a town of this team': 'milano',
  'a town of another team': 'bologna',
  'a kind and a town': 'vapor bologna',
  'digits, frequent': '39333',
  'a whole P.IVA': String(7919 * 777).padStart(11, '0'),
  'part of a P.IVA': '061530',
  'a word that is nowhere': 'zzqx',
} as const;

const line = (what: string, scope: string, { rows, p50, p95, buffers }: Figures): void =>
  console.log(
    `| ${what.padEnd(44)} | ${scope.padEnd(4)} | ${String(rows).padStart(4)} | ${p50.toFixed(1).padStart(7)} | ${p95.toFixed(1).padStart(7)} | ${String(buffers).padStart(7)} |`,
  );

/** A cursor from which so many rows have been passed. */
async function cursorAt(
  { prisma }: Story,
  sort: 'name' | 'createdAt' | 'updatedAt',
  owners: Prisma.ClientWhereInput,
  part: number,
) {
  const where = { deletedAt: null, ...owners };
  const skip = Math.floor((await prisma.client.count({ where })) * part);
  const [row] = await prisma.client.findMany({
    where,
    orderBy: [{ [sort]: 'asc' }, { id: 'asc' }],
    skip,
    take: 1,
  });
  if (!row) throw new Error('there is no row so deep');
  const place = { value: sortValue(row, sort), id: row.id };
  return encodeCursor({ key: sort, column: sort, kind: 'text', descending: false }, place);
}

async function main(): Promise<void> {
  await setup();
  const story = await startStory({ DATABASE_POOL_SIZE: '5' });
  try {
    const { aldo, anna, analyst } = story.people;
    const scopes: readonly (readonly [string, Person, Prisma.ClientWhereInput])[] = [
      ['all', analyst, {}],
      ['team', anna, { teamId: anna.teamId }],
      ['own', aldo, { ownerId: aldo.id }],
    ];
    const founded = performance.now();
    await foundCompany(story.prisma.pool, story.people, ROWS);
    console.log(`${ROWS} clients in ${((performance.now() - founded) / 1000).toFixed(0)} s`);
    console.log(
      `\n| page of 25 | scope | rows | p50 ms | p95 ms | buffers |\n| --- | --- | ---: | ---: | ---: | ---: |`,
    );
    for (const [scope, person, owners] of scopes)
      for (const sort of ['createdAt', 'name', 'updatedAt'] as const)
        for (const part of [0, 0.5, 0.99]) {
          const cursor = part === 0 ? '' : `&cursor=${await cursorAt(story, sort, owners, part)}`;
          const what = `by ${sort}, ${part * 100} % down`;
          line(what, scope, await measure(story, person, `sort=${sort}&limit=25${cursor}`, ROUNDS));
        }
    for (const [what, q] of Object.entries(SEARCHES))
      for (const [scope, person] of scopes)
        for (const sort of ['-createdAt', 'name'])
          line(
            `${what}: ${q}, by ${sort}`,
            scope,
            await measure(story, person, `q=${encodeURIComponent(q)}&sort=${sort}&limit=25`, ROUNDS),
          );
    for (const [scope, person] of scopes)
      line(
        'the nearest 20',
        scope,
        await measure(story, person, 'near=45.4642,9.19&sort=distance&limit=20', ROUNDS),
      );
  } finally {
    await story.end();
    await teardown();
  }
}

await main();

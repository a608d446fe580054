import setup from '../test/support/global-setup.mjs';
import teardown from '../test/support/global-teardown.mjs';
import type { Person } from '../test/support/people.ts';
import { startStory } from '../test/support/story.ts';
import { bookUrgent, found, SIZES } from './due/company.ts';
import { cursorAfter, type DueFigures, measureDue, measureFromVisits } from './due/measure.ts';
import { measureCheckOuts } from './due/check-outs.ts';

/**
 * `npm run bench:due [clients]`: the list of clients to visit in a company of 100,000 clients, 200 agents and fifty visits
 * a client, five million, unless said otherwise, in a PostgreSQL that is thrown away. The figures of docs/performance.md.
 */
const CLIENTS = Number(process.argv[2] ?? 100_000);
const PAGES_DOWN = 40;

const line = (what: string, scope: string, { rows, p50, p95, statement, buffers }: DueFigures): void =>
  console.log(
    `| ${what.padEnd(24)} | ${scope.padEnd(4)} | ${rows} | ${p50.toFixed(1)} | ${p95.toFixed(1)} | ${statement.toFixed(1)} | ${buffers} |`,
  );

async function main(): Promise<void> {
  await setup();
  const story = await startStory({ DATABASE_POOL_SIZE: '5' });
  try {
    const { aldo, anna, analyst } = story.people;
    await found(story, CLIENTS);
    const scopes: readonly (readonly [string, Person])[] = [
      ['all', analyst],
      ['team', anna],
      ['own', aldo],
    ];
    console.log(
      `\n${CLIENTS} clients, ${CLIENTS * SIZES.visits} visits\n\n| page of 25 | scope | rows | p50 ms | p95 ms | statement p50 ms | buffers |\n| --- | --- | ---: | ---: | ---: | ---: | ---: |`,
    );
    for (const [scope, person] of scopes) {
      line('first page', scope, await measureDue(story, person, ''));
      const deep = await cursorAfter(story, person, scope === 'own' ? 10 : PAGES_DOWN);
      line(deep.what, scope, await measureDue(story, person, deep.cursor && `&cursor=${deep.cursor}`));
      line('OVERDUE', scope, await measureDue(story, person, '&status=OVERDUE'));
    }
    await bookUrgent(story);
    for (const [scope, person] of scopes)
      line('first, urgent are booked', scope, await measureDue(story, person, ''));
    console.log(`\nthe first page from the visits themselves: ${await measureFromVisits(story)} ms`);
    console.log(`\ncheck-out, p50 ms: ${await measureCheckOuts(story)}`);
  } finally {
    await story.end();
    await teardown();
  }
}

await main();

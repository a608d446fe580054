import { ImportCommitter } from '#app/crm-core/imports/worker/import-committer.service.js';
import { LostTurn } from '#app/crm-core/imports/worker/lost-turn.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { dryRun, importFile, restsIn } from '../factories/import.ts';
import { startReplica } from '../support/replica.ts';
import { startStory, type Story, STORY_SECRET } from '../support/story.ts';

const file = (prefix: string, rows: number) =>
  `Codice;Nome;Città\n${Array.from({ length: rows }, (_, index) => `${prefix}${index};Bar ${index};Milano`).join('\n')}\n`;

describe('a long import', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  const written = (prefix: string) =>
    story.prisma.client.count({ where: { externalId: { startsWith: prefix } } });
  const journaled = (importId: string) =>
    story.prisma.journalEntry.count({
      where: { action: 'client.imported', facts: { path: ['importId'], equals: importId } },
    });

  it('of 5,000 rows goes through whole, and a second time changes nothing', async () => {
    const form = { type: 'clients', key: 'externalId' } as const;
    const state = await importFile(story, story.people.admin, file('W', 5000), form);
    expect(state).toMatchObject({ status: 'COMMITTED', total: 5000, created: 5000, failed: 0 });
    expect([await written('W'), await journaled(state.id)]).toEqual([5000, 5000]);
    expect(await importFile(story, story.people.admin, file('W', 5000), form)).toMatchObject({
      created: 0,
      skipped: 5000,
    });
  });

  it('is finished by another replica when the one at work is killed, and no row is doubled or lost', async () => {
    const { admin } = story.people;
    const bad = 'KB;;Senza nome\nKC;Bar;Preso\n';
    const { id } = await dryRun(story, admin, file('K', 10_000) + bad, { type: 'clients' });
    await story.prisma.client.create({ data: { name: 'Svelto', externalId: 'KC', ownerId: admin.id } });
    const before = await written('K');
    const replica = await startReplica(story.databaseUrl, STORY_SECRET);
    const answer = await fetch(`${replica.url}/api/v1/imports/${id}/commit`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${admin.token}` },
    });
    expect(answer.status).toBe(202);
    while ((await written('K')) === before) await wait(10);
    await replica.kill();
    const { created } = await restsIn(story, admin, id, 'COMMITTING', 'COMMITTED');
    expect(created % 1000).toBe(0);

    expect(await restsIn(story, admin, id, 'COMMITTED', 'FAILED')).toMatchObject({
      status: 'COMMITTED',
      created: 10_000,
      failed: 2,
    });
    expect([await written('K'), await journaled(id)]).toEqual([10_000 + before, 10_000]);
    const { text } = await story.as(admin).get(`/imports/${id}/failed-rows.csv`);
    expect(text.match(/K[BC];.*$/gm)).toEqual(['KB;;Senza nome', 'KC;Bar;Preso']);
  });

  it('that two replicas take to be theirs is written once', async () => {
    const { admin } = story.people;
    const { id } = await dryRun(story, admin, file('T', 5000), { type: 'clients' });
    // Without the lock that keeps replicas apart.
    const job = await story.prisma.import.update({
      where: { id },
      data: { status: 'COMMITTING', created: 0 },
    });
    const committer = story.app.get(ImportCommitter);
    const write = () => committer.run(job, new AbortController().signal);
    const ends = await Promise.allSettled([write(), write(), write()]);
    for (const end of ends) if (end.status === 'rejected') expect(end.reason).toBeInstanceOf(LostTurn);
    await write();
    expect(await restsIn(story, admin, id, 'COMMITTED', 'FAILED')).toMatchObject({
      created: 5000,
      failed: 0,
    });
    expect([await written('T'), await journaled(id)]).toEqual([5000, 5000]);
  });

  it('whose dry run is killed is checked anew by another replica, each row once', async () => {
    const { admin } = story.people;
    const replica = await startReplica(story.databaseUrl, STORY_SECRET);
    const form = new FormData();
    form.set('type', 'clients');
    form.set('file', new Blob([file('D', 20_000)]), 'clienti.csv');
    const answer = await fetch(`${replica.url}/api/v1/imports`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${admin.token}` },
      body: form,
    });
    const { id } = (await answer.json()) as { id: string };
    const staged = () => story.prisma.importRow.count({ where: { importId: id } });
    while ((await staged()) === 0) await wait(5);
    await replica.kill();
    expect(await staged()).toBeLessThan(20_000);
    expect(await restsIn(story, admin, id, 'READY', 'FAILED')).toMatchObject({
      status: 'READY',
      total: 20_000,
      created: 20_000,
      failed: 0,
    });
    expect(await staged()).toBe(20_000);
  });
});

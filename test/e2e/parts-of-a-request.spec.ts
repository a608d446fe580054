import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Tx } from '#app/platform/prisma/prisma.service.js';
import { startStory, type Story } from '../support/story.ts';

describe('a request whose transactions are parts of one', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  const team = (name: string) => (tx: Tx) => tx.team.create({ data: { name: `part ${name}` } });
  const parts = { name: { startsWith: 'part ' } };
  const teams = async () =>
    (await story.prisma.team.findMany({ where: parts, orderBy: { name: 'asc' } })).map(({ name }) => name);
  const begin = () => story.prisma.requestTransaction(() => Promise.resolve());

  it('keeps what was done before and after a part that the database refused, and does nothing of that part', async () => {
    const whole = begin();
    const told: string[] = [];
    const part = async (name: string, again?: string) => {
      const written = await whole
        .join(async (tx) => {
          whole.afterCommit(() => told.push(name));
          await team(name)(tx);
          if (again) await team(again)(tx);
        })
        .catch(() => 'refused');
      return written ?? 'written';
    };
    // All at once: they are done one after the other.
    const ends = await Promise.all([part('one'), part('two', 'one'), part('three')]);
    await whole.commit();
    expect([ends, told]).toEqual([
      ['written', 'refused', 'written'],
      ['one', 'three'],
    ]);
    expect(await teams()).toEqual(['part one', 'part three']);
    await story.prisma.team.deleteMany({ where: parts });
  });

  it('writes nothing at all once its connection is lost, though somebody swallows the error', async () => {
    const whole = begin();
    await whole.join(team('before'));
    const lost = whole.join((tx) => tx.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`);
    await expect(lost).rejects.toThrow();
    await expect(whole.join(team('after'))).rejects.toThrow();
    await expect(whole.commit(async (tx) => void (await team('last')(tx)))).rejects.toThrow();
    expect(await teams()).toEqual([]);
  });
});

import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { REFRESH_JOB } from '#app/analytics/refresh/refresh.service.js';
import { type Replica, startReplica } from '../support/replica.ts';
import { startStory, type Story, STORY_SECRET } from '../support/story.ts';

describe('a process that is told to stop', () => {
  let story: Story;
  let replica: Replica;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(async () => {
    await replica.kill();
    await story.end();
  });

  const sleeping = async (): Promise<number> => {
    const rows = await story.prisma.$queryRaw<object[]>`
      SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`;
    return rows.length;
  };
  const until = async (isSo: () => Promise<boolean>): Promise<void> => {
    for (let tries = 0; tries < 1500; tries += 1) {
      if (await isSo()) return;
      await wait(20);
    }
    throw new Error('it never came to that');
  };

  it('says at once that it is not ready, sends its callers elsewhere, serves them meanwhile, and leaves a long job to another', async () => {
    const { prisma, people } = story;
    // A refresh of the figures takes longer than a stopping process waits for a job.
    await prisma.$executeRaw`
      CREATE FUNCTION slow_refresh() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(60); RETURN NEW; END'`;
    await prisma.$executeRaw`
      CREATE TRIGGER slow_refresh BEFORE INSERT OR UPDATE ON kpi_watermark FOR EACH ROW EXECUTE FUNCTION slow_refresh()`;
    replica = await startReplica(story.databaseUrl, STORY_SECRET, {
      KPI_REFRESH_CRON: '0 0 1 1 *',
      DRAIN_SECONDS: '1',
    });
    await until(async () => (await sleeping()) > 0);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const get = async (path: string) => {
      const headers = { authorization: `Bearer ${people.aldo.token}` };
      const [answer] = await once(request(`${replica.url}${path}`, { headers, agent }).end(), 'response');
      answer.resume();
      return { status: answer.statusCode as number, connection: answer.headers.connection as string };
    };
    expect(await get('/api/v1/clients')).toEqual({ status: 200, connection: 'keep-alive' });

    process.kill(replica.pid, 'SIGTERM');
    await until(async () => (await get('/health/ready')).status === 503);
    expect(await get('/health/ready')).toEqual({ status: 503, connection: 'close' });
    expect(await get('/api/v1/clients')).toEqual({ status: 200, connection: 'close' });
    expect(await replica.ended).toBe(0);
    expect(await prisma.jobRun.count({ where: { job: REFRESH_JOB } })).toBe(0);
    agent.destroy();
  });

  it('while it starts ends at once', async () => {
    const toldSoon = `const look = () =>
      process.listenerCount('SIGTERM') > 0 ? process.kill(process.pid, 'SIGTERM') : setImmediate(look);
      look();`;
    const start = startReplica(story.databaseUrl, STORY_SECRET, {
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(toldSoon)}`,
      DRAIN_SECONDS: '4',
    });
    await expect(start).rejects.toThrow(/^the replica ended with 0: $/);
  });
});

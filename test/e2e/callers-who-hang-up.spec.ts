import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { createPipeline } from '../factories/pipeline.ts';
import { type Replica, startReplica } from '../support/replica.ts';
import { someoneWaits } from '../support/someone-waits.ts';
import { startStory, STORY_SECRET, type Story } from '../support/story.ts';

describe('a caller who hangs up', () => {
  let story: Story;
  let replica: Replica;
  beforeAll(async () => {
    story = await startStory();
    replica = await startReplica(story.databaseUrl, STORY_SECRET, {
      ...{ LOG_LEVEL: 'info', METRICS_ENABLED: 'true' },
    });
  });
  afterAll(async () => {
    await replica.kill();
    await story.end();
  });

  const send = (path: string, accept = 'application/json') =>
    get(`${replica.url}/api/v1${path}`, {
      headers: { authorization: `Bearer ${story.people.aldo.token}`, accept },
      agent: false,
    });
  const linesOf = async (route: string) => {
    for (let tries = 0; tries < 500; tries += 1) {
      const lines = replica
        .said()
        .split('\n')
        .filter((line) => line.includes(`"route":"${route}"`))
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      if (lines.length > 0) return lines;
      await wait(20);
    }
    throw new Error(`no line about ${route}`);
  };

  it('before the answer leaves a line and a figure, once', async () => {
    await story.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`LOCK TABLE clients IN ACCESS EXCLUSIVE MODE`;
      const sent = send('/clients');
      sent.on('error', () => undefined);
      await someoneWaits(story.prisma);
      sent.destroy();
      await linesOf('/api/v1/clients');
    });
    // What it had asked for is answered to nobody, and told no second time.
    await fetch(`${replica.url}/api/v1/clients`, {
      headers: { authorization: `Bearer ${story.people.alma.token}` },
    });
    const lines = async () =>
      (await linesOf('/api/v1/clients')).map(({ status, userId }) => [status, userId]);
    while ((await lines()).length < 2) await wait(20);
    expect(await lines()).toEqual([
      [499, story.people.aldo.id],
      [200, story.people.alma.id],
    ]);
    const figures = await (await fetch(`${replica.url}/metrics`)).text();
    expect(figures).toContain(
      'http_request_duration_seconds_count{method="GET",route="/api/v1/clients",status="499"} 1',
    );
  });

  it('in the middle of a stream leaves a line with the status that it was sent', async () => {
    const { id } = await createPipeline(story);
    const sent = send(`/pipelines/${id}/board/events`, 'text/event-stream');
    const [answer] = await once(sent, 'response');
    answer.destroy();
    const [line] = await linesOf('/api/v1/pipelines/:id/board/events');
    expect(line).toMatchObject({ status: 200, msg: 'answered' });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SchedulerRegistry } from '@nestjs/schedule';
import { JobRunner, JobSchedule } from '#app/platform/jobs/index.js';
import { startStory, type Story } from '../support/story.ts';

describe('jobs', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  it('tick one at a time: the first tick of a process, too, ends before the next begins', async () => {
    const first = Promise.withResolvers<void>();
    let ticks = 0;
    story.app.get(JobSchedule, { strict: false }).start('slow at first', '0 0 1 1 *', () => {
      ticks += 1;
      return first.promise;
    });
    const cron = story.app.get(SchedulerRegistry, { strict: false }).getCronJob('slow at first');
    await cron.fireOnTick();
    expect(ticks).toBe(1);
    first.resolve();
    while (cron.isCallbackRunning) await new Promise(setImmediate);
    await cron.fireOnTick();
    expect(ticks).toBe(2);
  });

  it('say why they failed, though that could not be written down', async () => {
    // No text of PostgreSQL's holds a zero byte.
    const work = () => Promise.reject(new Error('a \0 in the file'));
    const run = story.app.get(JobRunner, { strict: false }).once('unlucky', 'a window', work);
    await expect(run).rejects.toThrow('a \0 in the file');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPipeline, type MadePipeline } from '../factories/pipeline.ts';
import { DEAL_TRANSITIONS, dealToStep } from '../support/deal-transitions.ts';
import type { Caller } from '../support/story.ts';
import { startStory, type Story } from '../support/story.ts';

const NOTHING_SAID = { lostReason: null, lostNote: null, competitor: null, wonReason: null, wonNote: null };

describe('a single step of a deal', () => {
  let story: Story;
  let pipeline: MadePipeline;
  let aldo: Caller;

  beforeAll(async () => {
    story = await startStory();
    pipeline = await createPipeline(story);
    aldo = story.as(story.people.aldo);
  });
  afterAll(() => story.end());

  const deal = async (id: string) => (await aldo.get(`/opportunities/${id}`).expect(200)).body;
  const history = async (id: string) => (await aldo.get(`/opportunities/${id}/history`)).body.items;

  it.each(DEAL_TRANSITIONS)('$act: $title', async ({ act, from, to, says, clientless, refused, becomes }) => {
    const id = await dealToStep(story, story.people.aldo, pipeline, { from, clientless });
    const [before, stays] = [await deal(id), await history(id)];
    const answer = await aldo
      .post(`/opportunities/${id}/${act}`)
      .send({ stageId: pipeline.stage(to), ...says });
    if (refused) {
      const problem = answer.body.errors?.[0] ?? answer.body;
      expect([answer.status, problem.code, problem.pointer]).toEqual([
        refused.pointer ? 400 : 409,
        refused.code,
        refused.pointer,
      ]);
      expect(await deal(id)).toEqual(before);
      expect(await history(id)).toEqual(stays);
      return;
    }
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      ...NOTHING_SAID,
      ...becomes,
      stageId: pipeline.stage(to),
      closedAt: becomes?.status === 'OPEN' ? null : expect.any(String),
    });
    expect(await deal(id)).toEqual(answer.body);
    expect(await history(id)).toHaveLength(stays.length + 1);
  });
});

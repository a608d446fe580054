import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorsOf, importFile } from '../factories/import.ts';
import { createPipeline, type MadePipeline } from '../factories/pipeline.ts';
import { DEAL_TRANSITIONS, type DealTransition, dealToStep } from '../support/deal-transitions.ts';
import { startStory, type Story } from '../support/story.ts';

const NOTHING_SAID = { lostReason: null, lostNote: null, competitor: null, wonReason: null, wonNote: null };
const SAID = ['lostReason', 'lostNote', 'competitor', 'wonReason', 'wonNote'] as const;

describe('the rules for every step of a deal', () => {
  let story: Story;
  let pipeline: MadePipeline;
  beforeAll(async () => {
    story = await startStory();
    pipeline = await createPipeline(story);
  });
  afterAll(() => story.end());

  const anna = () => story.as(story.people.anna);
  const deal = async (id: string) => (await anna().get(`/opportunities/${id}`).expect(200)).body;
  const history = async (id: string) => (await anna().get(`/opportunities/${id}/history`)).body.items;
  const told = (id: string) =>
    story.prisma.journalEntry.findMany({ where: { entityId: id }, orderBy: { id: 'asc' } });

  /** The deal before a step, and what must be true of it afterwards, whichever way the step was taken. */
  const watched = async (step: DealTransition) => {
    const id = await dealToStep(story, story.people.aldo, pipeline, step);
    const [before, stays, rows] = [await deal(id), await history(id), await told(id)];
    return {
      id,
      untouched: async () => {
        expect(await deal(id)).toEqual(before);
        expect(await history(id)).toEqual(stays);
        expect(await told(id)).toHaveLength(rows.length);
      },
      stepped: async ({ act, becomes, to }: DealTransition) => {
        expect(await deal(id)).toMatchObject({
          ...{ ...NOTHING_SAID, ...becomes, stageId: pipeline.stage(to), version: before.version + 1 },
          closedAt: becomes?.status === 'OPEN' ? null : expect.any(String),
        });
        const [entered, ...more] = (await history(id)).slice(stays.length);
        expect(more).toEqual([]);
        expect(entered).toMatchObject({ fromStageId: before.stageId, toStageId: pipeline.stage(to) });
        const [row, ...others] = (await told(id)).slice(rows.length);
        expect(others).toEqual([]);
        expect(row).toMatchObject({
          action: act === 'reopen' ? 'opportunity.reopened' : 'opportunity.moved',
          actorId: story.people.anna.id,
          facts: { before: { stageId: before.stageId }, after: { stageId: pipeline.stage(to) } },
        });
      },
    };
  };

  it.each(DEAL_TRANSITIONS)('hold in bulk: $act: $title', async (step) => {
    const { id, untouched, stepped } = await watched(step);
    const { body, status } = await anna()
      .post('/opportunities/bulk')
      .send({
        ...{ action: step.act.toUpperCase(), stageId: pipeline.stage(step.to), ...step.says },
        ids: [id],
      });
    expect(status).toBe(200);
    if (!step.refused) {
      expect(body.results).toEqual([{ entityId: id, status: 'DONE', code: null, detail: null }]);
      return stepped(step);
    }
    const { code } = step.refused;
    expect(body.results).toMatchObject([{ entityId: id, status: 'REFUSED', code }]);
    return untouched();
  });

  const byFile = async (id: string, { to, says = {} }: DealTransition) => {
    const [header, row] = [
      ['id', 'title', 'stage', ...SAID],
      [id, 'Display of liquids', to, ...SAID.map((field) => says[field] ?? '')],
    ];
    const state = await importFile(story, story.people.anna, `${header.join(';')}\n${row.join(';')}\n`, {
      ...{ type: 'opportunities', key: 'id' },
    });
    return { state, errors: await errorsOf(story, story.people.anna, state.id) };
  };

  // A file can only move: what is closed is reopened by a person.
  it.each(DEAL_TRANSITIONS.filter(({ act }) => act === 'move'))(
    'hold for a file: $act: $title',
    async (step) => {
      const { id, untouched, stepped } = await watched(step);
      const { state, errors } = await byFile(id, step);
      if (!step.refused) {
        expect([state.updated, errors]).toEqual([1, []]);
        return stepped(step);
      }
      // A row that brings a deal to where it stands says nothing new.
      const { code } = step.refused;
      if (code !== 'ALREADY_THERE') {
        expect([state.failed, errors.map((error) => error.code)]).toEqual([1, [code]]);
        return untouched();
      }
      expect(state).toMatchObject({ failed: 0, skipped: step.says ? 0 : 1 });
      if (!step.says) await untouched();
      return undefined;
    },
  );

  it.each(DEAL_TRANSITIONS.filter(({ act, becomes }) => act === 'reopen' && becomes))(
    'keep a file from it: $title',
    async (step) => {
      const { id, untouched } = await watched(step);
      const { state, errors } = await byFile(id, step);
      expect([state.failed, errors.map(({ code }) => code)]).toEqual([1, ['DEAL_CLOSED']]);
      await untouched();
    },
  );
});

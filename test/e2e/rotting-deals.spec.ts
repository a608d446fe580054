import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { importFile } from '../factories/import.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline, type MadePipeline, STAGES } from '../factories/pipeline.ts';
import { createVisit } from '../factories/visit.ts';
import type { Caller } from '../support/story.ts';
import { startStory, type Story } from '../support/story.ts';

/** Offer waits for 14 days, New for ever. */
const WAITING = STAGES.map((stage) => (stage.name === 'Offer' ? { ...stage, rottenAfterDays: 14 } : stage));
const at = (day: number, time = '09:00'): string =>
  new Date(Date.parse(`2026-03-01T${time}:00.000Z`) + (day - 1) * 86_400_000).toISOString();

describe('a deal rots', () => {
  let story: Story;
  let pipeline: MadePipeline;
  let aldo: Caller;
  let clientId: string;
  let id: string;

  beforeAll(async () => {
    story = await startStory();
    pipeline = await createPipeline(story, { stages: WAITING });
    aldo = story.as(story.people.aldo);
  });
  beforeEach(async () => {
    await story.prisma.visit.deleteMany();
    story.clock.setTo(at(1));
    clientId = (await createClient(story, story.people.aldo)).id;
    ({ id } = await createOpportunity(story, story.people.aldo, {
      clientId,
      stageId: pipeline.stage('Offer'),
    }));
  });
  afterAll(() => story.end());

  const move = (stage: string, more: object = {}) =>
    aldo
      .post(`/opportunities/${id}/move`)
      .send({ stageId: pipeline.stage(stage), ...more })
      .expect(200);
  /** Since when it rots, as it is seen on that day. */
  const rottenOn = async (day: number): Promise<string | null> => {
    story.clock.setTo(at(day));
    const { body } = await aldo.get(`/opportunities/${id}`).expect(200);
    expect(body.rotting).toBe(body.rottenSince !== null);
    return body.rottenSince;
  };
  const listed = async (rotting: boolean): Promise<boolean> => {
    const { body } = await aldo.get(`/opportunities?rotting=${rotting}&clientId=${clientId}&count=exact`);
    expect(body.total).toBe(body.items.length);
    return body.items.some((deal: { id: string }) => deal.id === id);
  };
  const call = async (more: object) =>
    (
      await aldo
        .post('/activities')
        .send({ type: 'CALL', subject: 'Listino', opportunityId: id, ...more })
        .expect(201)
    ).body;

  it('when its stage has heard nothing of it for too long, and the list and the board say so', async () => {
    expect(await rottenOn(14)).toBeNull();
    expect([await listed(true), await listed(false)]).toEqual([false, true]);
    expect(await rottenOn(16)).toBe(at(15));
    expect([await listed(true), await listed(false)]).toEqual([true, false]);
    const board = await aldo.get(`/pipelines/${pipeline.id}/board`).expect(200);
    const cards = board.body.columns.flatMap(({ cards: shown }: { cards: { id: string }[] }) => shown);
    expect(cards.find((card: { id: string }) => card.id === id)).toMatchObject({
      rotting: true,
      rottenSince: at(15),
      lastActivityAt: at(1),
    });
  });

  it('not from its creation on, but from when it was last heard of: an old deal that is worked on is fresh', async () => {
    story.clock.setTo(at(40));
    await move('New');
    story.clock.setTo(at(50));
    await move('Offer');
    expect(await rottenOn(60)).toBeNull();
    expect(await rottenOn(65)).toBe(at(64));
    await call({ doneAt: at(62) });
    expect(await rottenOn(65)).toBeNull();
    expect(await rottenOn(77)).toBe(at(76));
  });

  it('all the same when somebody edits it: a new title is no sign of life', async () => {
    story.clock.setTo(at(10));
    await aldo.patch(`/opportunities/${id}`).send({ title: 'Bigger display', amount: '2000' }).expect(200);
    expect(await rottenOn(16)).toBe(at(15));
  });

  it.each(['NOTE', 'CALL', 'EMAIL', 'MEETING'])('from the last %s on', async (type) => {
    story.clock.setTo(at(10));
    await call({ type, doneAt: at(10) });
    expect(await rottenOn(24)).toBeNull();
    expect(await rottenOn(25)).toBe(at(24));
  });

  it('from a task when it is done, not when it is planned; and again earlier when that turns out wrong', async () => {
    story.clock.setTo(at(10));
    const task = await call({ type: 'TASK', dueAt: at(20) });
    expect(await rottenOn(16)).toBe(at(15));
    await aldo.post(`/activities/${task.id}/complete`).expect(200);
    expect(await rottenOn(20)).toBeNull();
    await aldo.patch(`/activities/${task.id}`).send({ doneAt: null }).expect(200);
    expect(await rottenOn(20)).toBe(at(15));
    await aldo
      .patch(`/activities/${task.id}`)
      .send({ doneAt: at(18) })
      .expect(200);
    expect(await rottenOn(20)).toBeNull();
    await aldo.delete(`/activities/${task.id}`).expect(204);
    expect(await rottenOn(20)).toBe(at(15));
  });

  it('from the last visit of it that was completed, not from one that was missed', async () => {
    const visit = await createVisit(story, story.people.aldo, {
      ...{ clientId, opportunityId: id, scheduledAt: at(12) },
      status: 'NO_SHOW',
    });
    expect(await rottenOn(16)).toBe(at(15));
    const data = { status: 'COMPLETED', checkedOutAt: new Date(at(12, '10:00')) } as const;
    await story.prisma.visit.update({ where: { id: visit.id }, data });
    expect(await rottenOn(25)).toBeNull();
    expect(await rottenOn(27)).toBe(at(26, '10:00'));
  });

  it('not while a visit is booked: of the deal, or of its client without naming a deal', async () => {
    const book = (more: object) =>
      createVisit(story, story.people.aldo, { clientId, scheduledAt: at(30), ...more });
    const { id: visitId } = await book({ opportunityId: id });
    expect(await rottenOn(20)).toBeNull();
    expect([await listed(true), await listed(false)]).toEqual([false, true]);
    expect(await rottenOn(31)).toBe(at(15));
    await story.prisma.visit.update({ where: { id: visitId }, data: { status: 'CANCELLED' } });
    expect(await rottenOn(20)).toBe(at(15));
    await book({ status: 'CONFIRMED' });
    expect(await rottenOn(20)).toBeNull();
  });

  it('although a visit is booked for another deal of the client, or for another client', async () => {
    const other = await createOpportunity(story, story.people.aldo, { clientId });
    await createVisit(story, story.people.aldo, { clientId, opportunityId: other.id, scheduledAt: at(30) });
    const neighbour = await createClient(story, story.people.aldo, { name: 'Svapo Due' });
    await createVisit(story, story.people.aldo, { clientId: neighbour.id, scheduledAt: at(31) });
    expect(await rottenOn(20)).toBe(at(15));
  });

  it('only while it is open, and only in a stage that says after how long', async () => {
    story.clock.setTo(at(2));
    await move('New');
    expect(await rottenOn(300)).toBeNull();
    story.clock.setTo(at(3));
    await move('Lost', { lostReason: 'NO_RESPONSE' });
    expect(await rottenOn(300)).toBeNull();
  });

  it('as its stage says now: a shorter patience holds for the deals that stand there', async () => {
    const admin = story.as(story.people.admin);
    const patience = (rottenAfterDays: number | null) =>
      admin
        .patch(`/stages/${pipeline.stage('Offer')}`)
        .send({ rottenAfterDays })
        .expect(200);
    await patience(5);
    expect(await rottenOn(8)).toBe(at(6));
    await patience(null);
    expect(await rottenOn(300)).toBeNull();
    await patience(14);
  });

  it('and every sign of life counts when two are told at once', async () => {
    story.clock.setTo(at(12));
    await Promise.all([10, 12, 11, 9, 8].map((day) => call({ doneAt: at(day) })));
    expect((await aldo.get(`/opportunities/${id}`)).body.lastActivityAt).toBe(at(12));
  });

  it('without a word to those who edit: a sign of life is no change that an editor is told of', async () => {
    const { headers } = await aldo.get(`/opportunities/${id}`);
    story.clock.setTo(at(3));
    await call({ doneAt: at(2) });
    await aldo
      .patch(`/opportunities/${id}`)
      .set('If-Match', String(headers['etag']))
      .send({ title: 'Display, larger' })
      .expect(200);
  });

  it('wherever it came from: an imported one from the creation that its file tells, until the next file moves it', async () => {
    const { anna } = story.people;
    const form = { type: 'opportunities', key: 'externalId' } as const;
    const bring = (csv: string) => importFile(story, anna, csv, form);
    const imported = async () =>
      (await story.as(anna).get('/opportunities?q=Insegna')).body.items[0] as { id: string };
    expect(await bring('Codice;Titolo;Fase;Creata il\nD1;Insegna;Offer;02/02/2026\n')).toMatchObject({
      created: 1,
    });
    expect(await imported()).toMatchObject({ rotting: true, rottenSince: '2026-02-15T23:00:00.000Z' });
    expect(await bring('Codice;Titolo\nD1;Insegna grande\n')).toMatchObject({ updated: 1 });
    expect(await imported()).toMatchObject({ rotting: true, rottenSince: '2026-02-15T23:00:00.000Z' });
    expect(await bring('Codice;Titolo;Fase\nD1;Insegna grande;Closing\n')).toMatchObject({ updated: 1 });
    expect(await imported()).toMatchObject({ rotting: false, lastActivityAt: at(1) });
  });

  it('in the view of who asks only: others’ rotting deals are not listed', async () => {
    story.clock.setTo(at(20));
    const { body } = await story.as(story.people.beppe).get('/opportunities?rotting=true&count=exact');
    expect(body).toMatchObject({ total: 0, items: [] });
  });
});

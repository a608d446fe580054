import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import type { Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

interface Answer {
  id: string;
  version: number;
  assigneeIds: string[];
  remindAt: string | null;
  [field: string]: unknown;
}

describe('activities that several people have to do', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  const write = (person: Person, body: object = {}) =>
    story
      .as(person)
      .post('/activities')
      .send({ type: 'TASK', subject: 'Preparare la fiera', ...body });
  const made = async (person: Person, body: object = {}): Promise<Answer> =>
    (await write(person, body).expect(201)).body as Answer;
  const edit = (person: Person, id: string, body: object) =>
    story.as(person).patch(`/activities/${id}`).send(body);
  const subjects = async (person: Person, query: string): Promise<string[]> =>
    (await story.as(person).get(`/activities?${query}`).expect(200)).body.items.map(
      ({ subject }: { subject: string }) => subject,
    );

  it('are seen, completed and reopened by each of them; changed by the owner’s side only', async () => {
    const { anna, aldo, alma, beppe } = story.people;
    const { id } = await made(anna, { ownerId: aldo.id, assigneeIds: [alma.id] });
    const asAlma = story.as(alma);
    expect((await asAlma.get(`/activities/${id}`).expect(200)).body).toMatchObject({
      ownerId: aldo.id,
      assigneeIds: [alma.id],
    });
    expect((await edit(alma, id, { subject: 'X' })).body.code).toBe('ACTIVITY_NOT_YOURS');
    expect((await asAlma.delete(`/activities/${id}`)).body.code).toBe('ACTIVITY_NOT_YOURS');
    expect((await asAlma.post(`/activities/${id}/complete`).expect(200)).body.doneAt).toEqual(
      expect.any(String),
    );
    expect((await asAlma.post(`/activities/${id}/complete`)).body.code).toBe('ALREADY_DONE');
    expect((await asAlma.post(`/activities/${id}/reopen`).expect(200)).body.doneAt).toBeNull();
    expect((await story.as(aldo).post(`/activities/${id}/reopen`)).body.code).toBe('NOT_DONE');
    for (const call of [
      story.as(beppe).get(`/activities/${id}`),
      story.as(beppe).post(`/activities/${id}/complete`),
    ])
      expect((await call).status).toBe(404);
    await edit(anna, id, { assigneeIds: [] }).expect(200);
    await asAlma.get(`/activities/${id}`).expect(404);
    const told = await story.as(story.people.admin).get(`/audit?entityId=${id}`);
    expect(told.body.items.slice(0, 3).map(({ action, actorId }: Answer) => [action, actorId])).toEqual([
      ['activity.updated', anna.id],
      ['activity.reopened', alma.id],
      ['activity.completed', alma.id],
    ]);
  });

  it('are given to those only to whom one may give something; a stranger is answered like nobody', async () => {
    const { anna, aldo, alma, beppe } = story.people;
    const refusal = async (person: Person, assigneeIds: string[]) => {
      const { status, body } = await write(person, { assigneeIds });
      return [status, body.errors?.[0] ?? body.code];
    };
    expect(await refusal(aldo, [alma.id])).toEqual([403, 'FORBIDDEN']);
    const unknown = [400, expect.objectContaining({ pointer: '/assigneeIds/1', code: 'OWNER_UNKNOWN' })];
    expect(await refusal(anna, [alma.id, beppe.id])).toEqual(unknown);
    expect(await refusal(anna, [alma.id, '01890000-0000-7000-8000-000000000000'])).toEqual(unknown);
    expect((await made(aldo, { assigneeIds: [aldo.id] })).assigneeIds).toEqual([]);
    // Who was there already stays, whoever edits.
    const { id } = await made(anna, { ownerId: aldo.id, assigneeIds: [alma.id] });
    expect(
      (await edit(aldo, id, { assigneeIds: [alma.id], subject: 'Y' }).expect(200)).body.assigneeIds,
    ).toEqual([alma.id]);
    // And who becomes the owner is no longer one of the others.
    expect((await edit(anna, id, { ownerId: alma.id }).expect(200)).body).toMatchObject({
      ownerId: alma.id,
      assigneeIds: [],
    });
  });

  it('are found by who has to do them, and by part of the subject, signs taken as they are', async () => {
    const { anna, aldo, alma, bruno } = story.people;
    await made(anna, { ownerId: alma.id, subject: 'of Alma: sconto 10%', dueAt: '2030-01-02T09:00:00Z' });
    await made(anna, {
      ownerId: aldo.id,
      assigneeIds: [alma.id],
      subject: 'with Alma: sconto 100',
      dueAt: '2030-01-03T09:00:00Z',
    });
    await made(anna, { ownerId: aldo.id, subject: 'of Aldo', dueAt: '2030-01-01T09:00:00Z' });
    const ofAlma = `assigneeId=${alma.id}&dueFrom=2030-01-01T00:00:00Z&sort=dueAt`;
    const both = ['of Alma: sconto 10%', 'with Alma: sconto 100'];
    expect(await subjects(alma, ofAlma)).toEqual(both);
    expect(await subjects(anna, ofAlma)).toEqual(both);
    expect(await subjects(bruno, ofAlma)).toEqual([]);
    expect(await subjects(anna, `${ofAlma}&q=SCONTO%2010%25`)).toEqual(both.slice(0, 1));
    expect(await subjects(anna, `${ofAlma}&q=sconto_10`)).toEqual([]);
    const page = (await story.as(alma).get(`/activities?${ofAlma}&limit=1&count=exact`).expect(200)).body;
    expect(page.total).toBe(2);
    expect(await subjects(alma, `${ofAlma}&limit=1&cursor=${page.nextCursor}`)).toEqual(both.slice(1));
  });

  it('are overdue once their moment has passed and nobody did them', async () => {
    const { bruno } = story.people;
    story.clock.setTo('2026-03-02T09:00:00Z');
    await made(bruno, { subject: 'late', dueAt: '2026-03-02T08:59:00Z' });
    await made(bruno, { subject: 'now', dueAt: '2026-03-02T09:00:00Z' });
    await made(bruno, { subject: 'some day' });
    await made(bruno, { subject: 'done', dueAt: '2026-03-01T09:00:00Z', doneAt: '2026-03-02T08:00:00Z' });
    expect(await subjects(bruno, 'overdue=true')).toEqual(['late']);
    expect((await subjects(bruno, 'overdue=false')).sort()).toEqual(['done', 'now', 'some day']);
    story.clock.setTo(undefined);
  });

  it('carry one reminder: at a moment, or in minutes that move with what is due', async () => {
    const { aldo } = story.people;
    const dueAt = '2030-05-06T10:00:00.000Z';
    const task = await made(aldo, { dueAt, remindMinutesBefore: 30 });
    expect(task).toMatchObject({ remindAt: '2030-05-06T09:30:00.000Z', remindMinutesBefore: 30 });
    const moved = (await edit(aldo, task.id, { dueAt: '2030-05-07T10:00:00Z' }).expect(200)).body;
    expect(moved.remindAt).toBe('2030-05-07T09:30:00.000Z');
    const fixed = (await edit(aldo, task.id, { remindAt: '2030-05-01T07:00:00Z' }).expect(200)).body;
    expect(fixed).toMatchObject({ remindAt: '2030-05-01T07:00:00.000Z', remindMinutesBefore: null });
    const twice = await edit(aldo, task.id, { remindAt: dueAt, remindMinutesBefore: 5 });
    expect([twice.status, twice.body.errors[0]]).toEqual([
      400,
      expect.objectContaining({ pointer: '/remindMinutesBefore', code: 'REMINDER_TWICE' }),
    ]);
    expect(
      await subjects(aldo, 'remindFrom=2030-05-01T07:00:00Z&remindTo=2030-05-01T07:01:00Z'),
    ).toHaveLength(1);
  });

  it('keep the edits of two people that touch different things, and name who is assigned as a conflict', async () => {
    const { anna, aldo, alma } = story.people;
    const { id } = await made(anna, { ownerId: aldo.id });
    await edit(anna, id, { assigneeIds: [alma.id] })
      .set('If-Match', '"1"')
      .expect(200);
    expect(
      (await edit(aldo, id, { subject: 'Fiera di Bologna' }).set('If-Match', '"1"').expect(200)).body,
    ).toMatchObject({ assigneeIds: [alma.id], version: 3 });
    const { body } = await edit(anna, id, { assigneeIds: [anna.id] })
      .set('If-Match', '"1"')
      .expect(412);
    expect(body.conflicts).toEqual([
      expect.objectContaining({
        field: 'assigneeIds',
        yours: [anna.id],
        current: [alma.id],
        changedBy: 'Anna',
      }),
    ]);
  });

  it('do not open the client behind them to those who take part', async () => {
    const { anna, aldo, alma } = story.people;
    const clientId = (await createClient(story, aldo)).id;
    const { id } = await made(anna, { ownerId: aldo.id, clientId, assigneeIds: [alma.id] });
    expect((await story.as(alma).get(`/activities/${id}`).expect(200)).body.clientId).toBe(clientId);
    await story.as(alma).get(`/clients/${clientId}`).expect(404);
  });
});

import { Housekeeping } from '#app/platform/housekeeping/index.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient, vatNumber } from '../factories/client.ts';
import { createFullClient, type FullClient } from '../factories/full-client.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline } from '../factories/pipeline.ts';
import { databasePrint } from '../support/database-print.ts';
import type { Person } from '../support/people.ts';
import { figureRows } from '../support/recount.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startStory, type Story } from '../support/story.ts';

type Row = Record<string, unknown>;

describe('a merge that was a mistake', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
    await createPipeline(story);
  });
  afterAll(() => story.end());

  const anna = () => story.as(story.people.anna);
  const merge = async (target: { id: string }, source: { id: string }, take = {}): Promise<string> => {
    const { body, status } = await anna()
      .post(`/clients/${target.id}/merge`)
      .send({ sourceId: source.id, take });
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body.mergeId as string;
  };
  const undo = (mergeId: string, person: Person = story.people.anna) =>
    story.as(person).post(`/merges/${mergeId}/undo`);

  const two = async (target: Row = {}, source: Row = {}): Promise<[FullClient, FullClient]> => [
    await createFullClient(story, story.people.aldo, target),
    await createFullClient(story, story.people.alma, source),
  ];

  /** Every row of both clients, but for what every edit changes. */
  const rowsOf = async (ids: string[]): Promise<Row[]> => {
    const where = { clientId: { in: ids } };
    const { prisma } = story;
    const rows: Row[] = [
      ...(await prisma.client.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } })),
      ...(await prisma.contact.findMany({ where, orderBy: { id: 'asc' } })),
      ...(await prisma.opportunity.findMany({ where, orderBy: { id: 'asc' } })),
      ...(await prisma.activity.findMany({ where, orderBy: { id: 'asc' } })),
      ...(await prisma.visit.findMany({ where, orderBy: { id: 'asc' } })),
      ...(await prisma.routeStop.findMany({ where, orderBy: { routeId: 'asc' } })),
    ];
    const ofEveryEdit = { version: 0, updatedAt: 0, updatedById: 0 };
    return rows.map((row) => ({ ...row, ...ofEveryEdit }));
  };

  it('is undone without a trace in either client or in their children, deleted ones included', async () => {
    const [target, source] = await two(
      { name: 'Svapo Uno', tags: ['a'], notes: 'one', vatNumber: vatNumber(1) },
      {
        name: 'Svapo Due',
        tags: ['b'],
        notes: 'two',
        vatNumber: vatNumber(2),
        phone: '02 1234567',
        city: 'Milano',
      },
    );
    const gone = await story
      .as(story.people.alma)
      .post(`/clients/${source.id}/contacts`)
      .send({ fullName: 'Gone' });
    await story.as(story.people.alma).delete(`/contacts/${gone.body.id}`);
    const ids = [target.id, source.id];
    const before = await rowsOf(ids);
    const mergeId = await merge(target, source, { vatNumber: 'source', name: 'source', ownerId: 'source' });
    expect(await rowsOf(ids)).not.toEqual(before);
    const { body, status } = await undo(mergeId);
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({
        client: expect.objectContaining({
          id: target.id,
          name: 'Svapo Uno',
          vatNumber: vatNumber(1),
          version: 3,
        }),
        restored: expect.objectContaining({ id: source.id, name: 'Svapo Due', vatNumber: vatNumber(2) }),
        moved: [
          { name: 'opportunities', count: 1 },
          { name: 'contacts', count: 2 },
          { name: 'activities', count: 1 },
          { name: 'visits', count: 1 },
          { name: 'visitSeries', count: 1 },
          { name: 'routeStops', count: 1 },
        ],
        kept: [],
        staying: [],
      }),
    ]);
    expect(await rowsOf(ids)).toEqual(before);
    expect((await anna().get(`/clients/${source.id}`)).body.id).toBe(source.id);
  });

  it('is listed with how long it can be undone, and who did it', async () => {
    const [target, source] = [
      await createClient(story, story.people.aldo, { name: 'Target' }),
      await createClient(story, story.people.alma, { name: 'Source' }),
    ];
    const first = await merge(target, source);
    await undo(first);
    const second = await merge(target, source);
    const { items } = (await story.as(story.people.aldo).get(`/clients/${source.id}/merges?count=exact`))
      .body;
    expect(items).toEqual([
      expect.objectContaining({
        ...{ id: second, targetId: target.id, sourceId: source.id, sourceName: 'Source', undoneAt: null },
        ...{ mergedById: story.people.anna.id, undoableUntil: expect.any(String) },
      }),
      expect.objectContaining({ id: first, undoneById: story.people.anna.id, undoableUntil: null }),
    ]);
    expect(Date.parse(items[0].undoableUntil) - Date.parse(items[0].mergedAt)).toBe(30 * 86_400_000);
    expect((await story.as(story.people.beppe).get(`/clients/${target.id}/merges`)).status).toBe(404);
  });

  it('keeps what was edited since, and says which fields those are', async () => {
    const [target, source] = await two(
      { name: 'Before', tags: ['a'] },
      { name: 'Other', tags: ['b'], phone: '02 1234567', website: 'https://other.it' },
    );
    const mergeId = await merge(target, source, { name: 'source' });
    await anna()
      .patch(`/clients/${target.id}`)
      .send({ name: 'Edited', notes: 'late', tags: ['a', 'b', 'new'] });
    await anna().patch(`/contacts/${source.contactId}`).send({ role: 'buyer' });
    await anna().patch(`/opportunities/${source.dealId}`).send({ title: 'Edited', amount: '77.00' });
    const { body } = await undo(mergeId);
    expect(body).toMatchObject({
      kept: ['name'],
      client: { name: 'Edited', notes: 'late', phone: null, website: null, tags: ['a', 'new'] },
      restored: { name: 'Other', phone: '+39021234567', tags: ['b'] },
    });
    // A child goes back as it is now.
    expect((await anna().get(`/clients/${source.id}/contacts`)).body.items).toEqual([
      expect.objectContaining({ id: source.contactId, role: 'buyer' }),
    ]);
    expect((await anna().get(`/opportunities/${source.dealId}`)).body).toMatchObject({
      clientId: source.id,
      title: 'Edited',
      amount: '77.00',
    });
  });

  it('leaves new rows with the survivor, but what hangs on a deal goes with the deal', async () => {
    const [target, source] = await two();
    const mergeId = await merge(target, source);
    const { aldo } = story.people;
    const newDeal = await createOpportunity(story, aldo, { clientId: target.id });
    const about = async (body: object): Promise<string> =>
      (
        await anna()
          .post('/activities')
          .send({ type: 'TASK', subject: 'x', clientId: target.id, ...body })
      ).body.id;
    const ofMovedDeal = await about({ opportunityId: source.dealId });
    const ofNewDeal = await about({ opportunityId: newDeal.id });
    const ofClient = await about({});
    // One that came over was given to the survivor's own deal, another to a third client.
    await story
      .as(story.people.alma)
      .patch(`/activities/${source.activityId}`)
      .send({ subject: 'still alma’s' });
    await story.prisma.activity.update({
      where: { id: source.activityId },
      data: { opportunityId: newDeal.id },
    });
    const third = await createClient(story, aldo);
    await story.prisma.contact.update({ where: { id: source.contactId }, data: { clientId: third.id } });
    const { body } = await undo(mergeId);
    expect(body.staying).toEqual([
      { name: 'contacts', keys: [source.contactId] },
      { name: 'activities', keys: [source.activityId] },
    ]);
    const clientOf = async (id: string) =>
      (await story.prisma.activity.findUniqueOrThrow({ where: { id } })).clientId;
    expect(await Promise.all([ofMovedDeal, ofNewDeal, ofClient, source.activityId].map(clientOf))).toEqual([
      source.id,
      target.id,
      target.id,
      target.id,
    ]);
    expect((await anna().get(`/opportunities/${newDeal.id}`)).body.clientId).toBe(target.id);
  });

  it('is refused, changing nothing, when it was undone, when the survivor is gone, and to whom it is out of reach', async () => {
    const { aldo, bruno, analyst, admin } = story.people;
    const [target, source] = [await createClient(story, aldo), await createClient(story, aldo)];
    const mergeId = await merge(target, source);
    const [later, lost] = [await createClient(story, aldo), await createClient(story, aldo)];
    const lostMerge = await merge(lost, await createClient(story, aldo));
    await anna().delete(`/clients/${lost.id}`);
    const undone = await merge(later, await createClient(story, aldo));
    await undo(undone);
    const laterMerge = await merge(later, target);
    const print = await databasePrint(story.prisma);
    const answers = [
      [await undo(mergeId), 409, 'CLIENT_MERGED'],
      [await undo(lostMerge), 409, 'CLIENT_DELETED'],
      [await undo(undone), 409, 'MERGE_UNDONE'],
      [await undo(laterMerge, bruno), 404, 'NOT_FOUND'],
      [await undo(laterMerge, aldo), 403, 'FORBIDDEN'],
      [await undo(laterMerge, analyst), 403, 'FORBIDDEN'],
      [await undo(target.id), 404, 'NOT_FOUND'],
    ] as const;
    for (const [{ status, body }, expected, code] of answers)
      expect([status, body.code]).toEqual([expected, code]);
    expect(answers[0][0].body.survivorId).toBe(later.id);
    expect(await databasePrint(story.prisma)).toBe(print);
    // In the order in which they were made, back to front.
    expect((await undo(laterMerge, admin)).status).toBe(200);
    expect((await undo(mergeId)).status).toBe(200);
  });

  it('undone twice at once is undone once', async () => {
    const [target, source] = await two();
    const mergeId = await merge(target, source);
    const answers = await Promise.all([undo(mergeId), undo(mergeId)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('names who has the P.IVA by now', async () => {
    const [target, source] = [
      await createClient(story, story.people.aldo, { vatNumber: vatNumber(31) }),
      await createClient(story, story.people.aldo, { vatNumber: vatNumber(32) }),
    ];
    const mergeId = await merge(target, source);
    const heir = await createClient(story, story.people.aldo, { vatNumber: vatNumber(32) });
    const { body } = await undo(mergeId);
    expect(body).toMatchObject({ status: 409, code: 'VAT_NUMBER_TAKEN', existingClientId: heir.id });
    expect((await anna().get(`/clients/${source.id}`)).body.id).toBe(target.id);
  });

  it('stands after 30 days, and then nothing is kept for undoing it', async () => {
    const { aldo } = story.people;
    /** A merge of so long ago. */
    const mergedBefore = async (ms: number) => {
      const [target, source] = [await createClient(story, aldo), await createClient(story, aldo)];
      const id = await merge(target, source);
      await story.prisma.clientMerge.update({ where: { id }, data: { mergedAt: new Date(Date.now() - ms) } });
      return { id, target, source };
    };
    const days = 30 * 86_400_000;
    const inTime = await mergedBefore(days - 60_000);
    const { id: mergeId, target, source } = await mergedBefore(days + 1);
    expect((await anna().get(`/clients/${target.id}/merges`)).body.items[0].undoableUntil).toBeNull();
    expect((await undo(mergeId)).body).toMatchObject({ status: 409, code: 'MERGE_TOO_OLD' });
    await story.app.get(Housekeeping, { strict: false }).tick();
    expect((await undo(inTime.id)).status).toBe(200);
    const kept = await story.prisma.clientMerge.findUniqueOrThrow({ where: { id: mergeId } });
    expect(kept).toMatchObject({ undo: null, undoneAt: null });
    expect((await anna().get(`/clients/${source.id}`)).body.id).toBe(target.id);
  });

  it('leaves figures that a rebuild would leave, merged and undone', async () => {
    const [target, source] = await two();
    await refreshFigures(story);
    const steps = [
      () => merge(target, source),
      async () => {
        await story.as(story.people.alma).patch(`/opportunities/${source.dealId}`).send({ amount: '55.00' });
        return undo((await anna().get(`/clients/${target.id}/merges`)).body.items[0].id);
      },
    ];
    for (const step of steps) {
      await step();
      await refreshFigures(story);
      const incremental = await figureRows(story);
      await refreshFigures(story, { full: true });
      expect(await figureRows(story)).toEqual(incremental);
    }
  });
});

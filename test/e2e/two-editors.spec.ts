import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { createCustomField } from '../factories/custom-field.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline } from '../factories/pipeline.ts';
import { createVisit } from '../factories/visit.ts';
import { permissionList } from '../factories/role.ts';
import { type Person, signIn } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

interface Conflict {
  field: string;
  yours: unknown;
  current: unknown;
}

/** Three edits of one kind of record: two of the same field, and one of another field. */
const KINDS = [
  ['clients', { phone: '+390123456789' }, { phone: '+390999999999' }, { website: 'https://a.example' }],
  ['contacts', { role: 'Titolare' }, { role: 'Acquisti' }, { fullName: 'Rosa Verdi' }],
  ['opportunities', { expectedCloseDate: '2027-01-31' }, { expectedCloseDate: null }, { amount: '77.50' }],
  ['activities', { dueAt: '2027-03-01T09:00:00.000Z' }, { dueAt: null }, { subject: 'Richiamare' }],
  [
    'visits',
    { scheduledAt: '2026-03-02T10:00:00.000Z' },
    { scheduledAt: '2026-03-02T11:00:00.000Z' },
    { durationMinutes: 45 },
  ],
] as const;

describe('two editors', () => {
  let story: Story;
  let ids: Record<string, string>;
  beforeAll(async () => {
    story = await startStory();
    await createPipeline(story);
    await createCustomField(story, 'colour');
    await createCustomField(story, 'shelf');
    const { aldo } = story.people;
    const client = await createClient(story, aldo);
    const make = async (path: string, body: object): Promise<string> =>
      (await story.as(aldo).post(path).send(body).expect(201)).body.id as string;
    ids = {
      clients: client.id,
      contacts: await make(`/clients/${client.id}/contacts`, { fullName: 'Rosa Neri' }),
      opportunities: (await createOpportunity(story, aldo)).id,
      activities: await make('/activities', { type: 'TASK', subject: 'Chiamare', clientId: client.id }),
      visits: (await createVisit(story, aldo, { clientId: client.id })).id,
    };
  });
  afterAll(() => story.end());

  const edit = (person: Person, path: string, version: number | undefined, body: object) => {
    const call = story.as(person).patch(path);
    return (version === undefined ? call : call.set('If-Match', `"${version}"`)).send(body);
  };

  it.each(KINDS)(
    'of the same %s: who comes second is told the field, both values, and who it was',
    async (...[kind, first, second]) => {
      const { anna, aldo } = story.people;
      const path = `/${kind}/${ids[kind]}`;
      const { version } = (await edit(aldo, path, undefined, {})).body as { version: number };
      const won = await edit(anna, path, version, first);
      expect([won.status, won.body.version]).toEqual([200, version + 1]);
      const told = await edit(aldo, path, version, second);
      expect(told.status).toBe(412);
      const [field] = Object.keys(first);
      expect(told.body).toMatchObject({
        ...{ code: 'STALE', currentVersion: version + 1 },
        conflicts: [
          {
            ...{ field, yours: Object.values(second)[0], current: Object.values(first)[0] },
            ...{ changedById: anna.id, changedBy: 'Anna' },
          },
        ],
      });
      const at = Date.parse(told.body.conflicts[0].changedAt as string);
      expect(Math.abs(Date.parse(won.body.updatedAt as string) - at)).toBeLessThan(5000);
      expect((await edit(aldo, path, version + 1, {})).body).toMatchObject(won.body as object);
    },
  );

  it.each(KINDS)(
    'of different fields of one of the %s both keep what they wrote',
    async (kind, first, _second, other) => {
      const { anna, aldo } = story.people;
      const path = `/${kind}/${ids[kind]}`;
      const [field = '', value] = Object.entries(other)[0] ?? [];
      const { version } = (await edit(aldo, path, undefined, first)).body as { version: number };
      await edit(anna, path, version, other).expect(200);
      const later = KINDS.find(([name]) => name === kind)?.[2] ?? {};
      const merged = await edit(aldo, path, version, later);
      expect(merged.status).toBe(200);
      expect(merged.headers['etag']).toBe(`"${version + 2}"`);
      expect(merged.body).toMatchObject({ ...later, [field]: value, version: version + 2 });
    },
  );

  it('who set the same value as somebody else, or changes nothing, has no conflict', async () => {
    const { anna, aldo } = story.people;
    const { id } = await createClient(story, aldo, { city: 'Monza' });
    await edit(anna, `/clients/${id}`, 1, { city: 'Lodi', notes: 'a' }).expect(200);
    const same = await edit(aldo, `/clients/${id}`, 1, { city: 'Lodi' });
    expect([same.status, same.body.version]).toEqual([200, 2]);
    const half = await edit(aldo, `/clients/${id}`, 1, { city: 'Lodi', notes: 'b' });
    expect((half.body.conflicts as Conflict[]).map(({ field }) => field)).toEqual(['notes']);
  });

  it('custom fields are told one by one', async () => {
    const { anna, aldo } = story.people;
    const { id } = await createClient(story, aldo, { custom: { colour: 'rosso', shelf: 'alto' } });
    await edit(anna, `/clients/${id}`, 1, { custom: { colour: 'verde' } }).expect(200);
    await edit(aldo, `/clients/${id}`, 1, { custom: { shelf: 'basso' } }).expect(200);
    const told = await edit(aldo, `/clients/${id}`, 1, { custom: { colour: null } });
    expect(told.body.conflicts).toMatchObject([{ field: 'custom.colour', yours: null, current: 'verde' }]);
    const { custom } = (await story.as(aldo).get(`/clients/${id}`)).body as { custom: object };
    expect(custom).toEqual({ colour: 'verde', shelf: 'basso' });
  });

  it('of fifty who edit one field from the same state, one wins and forty-nine are told', async () => {
    const { aldo } = story.people;
    const { id } = await createClient(story, aldo);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => edit(aldo, `/clients/${id}`, 1, { notes: `note ${index}` })),
    );
    const winners = answers.filter(({ status }) => status === 200);
    const told = answers.filter(({ status }) => status === 412);
    expect([winners.length, told.length]).toEqual([1, 49]);
    const notes = winners[0]?.body.notes as string;
    expect(told.every(({ body }) => (body.conflicts as Conflict[])[0]?.current === notes)).toBe(true);
    expect((await story.as(aldo).get(`/clients/${id}`)).body).toMatchObject({ notes, version: 2 });
  });

  it('what a bulk writer changed counts as well, and an edit without a tag is taken as it is', async () => {
    const { anna, aldo } = story.people;
    const { id } = await createClient(story, aldo, { tags: ['svapo'] });
    await story
      .as(anna)
      .post('/tags/rename')
      .send({ tags: ['svapo'], to: 'vape' })
      .expect(200);
    const told = await edit(aldo, `/clients/${id}`, 1, { tags: ['liquidi'] });
    expect(told.body.conflicts).toMatchObject([
      { field: 'tags', yours: ['liquidi'], current: ['vape'], changedBy: 'Anna' },
    ]);
    await edit(aldo, `/clients/${id}`, undefined, { tags: ['liquidi'] }).expect(200);
  });

  it('of a record older than the memory of changes, every field counts as changed', async () => {
    const { aldo } = story.people;
    const { id } = await createClient(story, aldo);
    await edit(aldo, `/clients/${id}`, 1, { city: 'Lodi' }).expect(200);
    await story.prisma.$executeRaw`ALTER TABLE clients DISABLE TRIGGER clients_stamp_fields`;
    await story.prisma.$executeRaw`UPDATE clients SET field_changes = NULL WHERE id = ${id}::uuid`;
    await story.prisma.$executeRaw`ALTER TABLE clients ENABLE TRIGGER clients_stamp_fields`;
    const unknown = { field: 'notes', yours: 'b', current: null, changedAt: null, changedById: null };
    const told = await edit(aldo, `/clients/${id}`, 1, { notes: 'b' });
    expect(told.body.conflicts).toMatchObject([unknown]);
    await edit(aldo, `/clients/${id}`, 2, { notes: 'a' }).expect(200);
    await edit(aldo, `/clients/${id}`, 2, { website: 'https://a.example' }).expect(200);
    await edit(aldo, `/clients/${id}`, 1, { phone: '+390123456789' }).expect(412);
    await edit(aldo, `/clients/${id}`, 9, { notes: 'c' }).expect(412);
  });

  it('a conflict says nothing of a field that its reader may not see', async () => {
    const { admin, aldo } = story.people;
    const permissions = permissionList({ 'client:read': 'all', 'client:update': 'all' });
    await story
      .as(admin)
      .post('/roles')
      .send({ key: 'BLIND', name: 'Senza note', permissions, hiddenFields: ['client.notes'] })
      .expect(201);
    await story.prisma.user.update({ where: { id: story.people.beppe.id }, data: { role: 'BLIND' } });
    const blind = { ...story.people.beppe, token: await signIn(story.outside, story.people.beppe.email) };
    const { id } = await createClient(story, aldo, { notes: 'segreto uno' });
    await edit(aldo, `/clients/${id}`, 1, { notes: 'segreto due', city: 'Lodi' }).expect(200);
    const told = await edit(blind, `/clients/${id}`, 1, { city: 'Monza' });
    expect((told.body.conflicts as Conflict[]).map(({ field }) => field)).toEqual(['city']);
    expect(told.text).not.toContain('segreto');
    const probing = await edit(blind, `/clients/${id}`, 1, { city: 'Monza', notes: 'x' });
    expect([probing.status, probing.body.code]).toEqual([403, 'FIELD_HIDDEN']);
    expect(probing.text).not.toContain('segreto');
    await edit(blind, `/clients/${id}`, 1, { website: 'https://b.example' }).expect(200);
  });

  it('who moves a deal that somebody changed since is told what it was, and who', async () => {
    const { anna, aldo } = story.people;
    const { stages } = await createPipeline(story, { name: 'Di Giulia' });
    const deal = await createOpportunity(story, aldo, { stageId: stages[0]?.id });
    await edit(anna, `/opportunities/${deal.id}`, 1, { amount: '1500.00' }).expect(200);
    const move = (version: number) =>
      story
        .as(aldo)
        .post(`/opportunities/${deal.id}/move`)
        .set('If-Match', `"${version}"`)
        .send({ stageId: stages[1]?.id });
    const told = await move(1).expect(412);
    expect(told.body).toMatchObject({
      ...{ code: 'STALE', currentVersion: 2 },
      conflicts: [{ field: 'amount', current: '1500.00', changedById: anna.id, changedBy: 'Anna' }],
    });
    expect(told.body.conflicts[0]).not.toHaveProperty('yours');
    await move(2).expect(200);
  });

  it('whose role hides amounts learns of none from a move that is refused', async () => {
    const { admin, aldo, beppe } = story.people;
    const permissions = permissionList({ 'opportunity:read': 'all', 'opportunity:update': 'all' });
    const role = { key: 'MOVER', name: 'Senza importi', permissions, hiddenFields: ['opportunity.amount'] };
    await story.as(admin).post('/roles').send(role).expect(201);
    await story.prisma.user.update({ where: { id: beppe.id }, data: { role: 'MOVER' } });
    const blind = { ...beppe, token: await signIn(story.outside, beppe.email) };
    const { stages } = await createPipeline(story, { name: 'Di Beppe' });
    const deal = await createOpportunity(story, aldo, { stageId: stages[0]?.id });
    const change = { amount: '8642.09', expectedCloseDate: '2027-05-31' };
    await edit(aldo, `/opportunities/${deal.id}`, 1, change).expect(200);
    const told = await story
      .as(blind)
      .post(`/opportunities/${deal.id}/move`)
      .set('If-Match', '"1"')
      .send({ stageId: stages[1]?.id })
      .expect(412);
    expect((told.body.conflicts as Conflict[]).map(({ field }) => field)).toEqual(['expectedCloseDate']);
    expect(told.text).not.toContain('8642');
  });
});

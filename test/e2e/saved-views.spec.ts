import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { permissionList } from '../factories/role.ts';
import { createPipeline } from '../factories/pipeline.ts';
import type { Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

interface View {
  id: string;
  name: string;
  version: number;
  columns: string[];
  filter: Record<string, unknown>;
}

describe('saved views', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
    const { aldo, alma, beppe } = story.people;
    await createPipeline(story);
    await createClient(story, aldo, { name: 'Alfa', city: 'Milano', lifecycle: 'CUSTOMER' });
    await createClient(story, aldo, { name: 'Beta', city: 'Roma', lifecycle: 'CUSTOMER' });
    await createClient(story, aldo, { name: 'Gamma', city: 'Milano' });
    await createClient(story, alma, { name: 'Delta', city: 'Milano', lifecycle: 'CUSTOMER' });
    await createClient(story, beppe, { name: 'Epsilon', city: 'Milano', lifecycle: 'CUSTOMER' });
    await createOpportunity(story, aldo, { title: 'Small', amount: '10.00' });
    await createOpportunity(story, aldo, { title: 'Large', amount: '90.00' });
  });
  afterAll(() => story.end());

  const save = async (person: Person, fields: Record<string, unknown>): Promise<View> => {
    const { body, status } = await story
      .as(person)
      .post('/views')
      .send({ resource: 'clients', name: `View ${Math.random()}`, ...fields });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body as View;
  };
  const names = async (person: Person, query: string): Promise<string[]> => {
    const { body, status } = await story.as(person).get(`/clients?${query}`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return (body as { items: { name: string }[] }).items.map(({ name }) => name);
  };
  const refusal = async (person: Person, fields: Record<string, unknown>) => {
    const { body, status } = await story
      .as(person)
      .post('/views')
      .send({ resource: 'clients', name: 'No', ...fields });
    return { status, pointer: body.errors?.[0]?.pointer as string, code: body.errors?.[0]?.code as string };
  };

  it('a view shows each reader the rows of their own scope, in its order', async () => {
    const { aldo, anna, bruno } = story.people;
    const { id } = await save(aldo, {
      visibility: 'PUBLIC',
      filter: { lifecycle: 'CUSTOMER', city: 'milano' },
      sort: '-name',
      columns: ['name', 'city'],
    });
    expect(await names(aldo, `viewId=${id}`)).toEqual(['Alfa']);
    expect(await names(anna, `viewId=${id}`)).toEqual(['Delta', 'Alfa']);
    expect(await names(bruno, `viewId=${id}`)).toEqual(['Epsilon']);
  });

  it('what the call itself says goes before the view', async () => {
    const { anna } = story.people;
    const { id } = await save(anna, { filter: { lifecycle: 'CUSTOMER', city: 'Milano' }, sort: '-name' });
    expect(await names(anna, `viewId=${id}&city=roma`)).toEqual(['Beta']);
    expect(await names(anna, `viewId=${id}&sort=name`)).toEqual(['Alfa', 'Delta']);
    expect(await names(anna, `viewId=${id}&q=del`)).toEqual(['Delta']);
  });

  it('pages, totals and the exported file follow the view', async () => {
    const { anna } = story.people;
    const { id } = await save(anna, { filter: { lifecycle: 'CUSTOMER' }, sort: 'name' });
    const first = await story.as(anna).get(`/clients?viewId=${id}&limit=2&count=exact`).expect(200);
    expect(first.body).toMatchObject({ total: 3, items: [{ name: 'Alfa' }, { name: 'Beta' }] });
    const second = await names(anna, `viewId=${id}&limit=2&cursor=${first.body.nextCursor}`);
    expect(second).toEqual(['Delta']);
    const { text } = await story.as(anna).get(`/clients/export.csv?viewId=${id}`).expect(200);
    expect(text.match(/Alfa|Beta|Gamma|Delta|Epsilon/g)).toEqual(['Alfa', 'Beta', 'Delta']);
  });

  it('opportunities have views too', async () => {
    const { aldo } = story.people;
    const { id } = await save(aldo, {
      resource: 'opportunities',
      filter: { status: 'OPEN' },
      sort: '-amount',
    });
    const { body } = await story.as(aldo).get(`/opportunities?viewId=${id}`).expect(200);
    expect(body.items.map(({ title }: { title: string }) => title)).toEqual(['Large', 'Small']);
    const other = await story.as(aldo).get(`/clients?viewId=${id}`).expect(400);
    expect(other.body.errors).toEqual([
      expect.objectContaining({ pointer: '/viewId', code: 'VIEW_UNKNOWN' }),
    ]);
  });

  it('private is for its owner, team for the team, public for everybody; only the owner or an admin changes it', async () => {
    const { admin, aldo, alma, anna, beppe } = story.people;
    const made = {
      PRIVATE: await save(aldo, { visibility: 'PRIVATE' }),
      TEAM: await save(aldo, { visibility: 'TEAM' }),
      PUBLIC: await save(aldo, { visibility: 'PUBLIC' }),
    };
    const usable = async (person: Person): Promise<string[]> => {
      const { body } = await story.as(person).get('/views?limit=100').expect(200);
      const ids = (body.items as View[]).map(({ id }) => id);
      return Object.entries(made).flatMap(([visibility, { id }]) => (ids.includes(id) ? [visibility] : []));
    };
    expect(await usable(aldo)).toEqual(['PRIVATE', 'TEAM', 'PUBLIC']);
    expect(await usable(alma)).toEqual(['TEAM', 'PUBLIC']);
    expect(await usable(anna)).toEqual(['TEAM', 'PUBLIC']);
    expect(await usable(beppe)).toEqual(['PUBLIC']);
    expect(await usable(admin)).toEqual(['PRIVATE', 'TEAM', 'PUBLIC']);

    await story.as(alma).get(`/clients?viewId=${made.PRIVATE.id}`).expect(400);
    await story.as(alma).get(`/views/${made.PRIVATE.id}`).expect(404);
    await story.as(alma).patch(`/views/${made.PRIVATE.id}`).send({ name: 'Mine' }).expect(404);
    for (const { id } of [made.TEAM, made.PUBLIC]) {
      await story.as(alma).patch(`/views/${id}`).send({ name: 'Mine' }).expect(403);
      await story.as(alma).delete(`/views/${id}`).expect(403);
    }
    await story.as(admin).patch(`/views/${made.TEAM.id}`).send({ visibility: 'PRIVATE' }).expect(200);
    expect(await usable(alma)).toEqual(['PUBLIC']);
    await story.as(aldo).delete(`/views/${made.PUBLIC.id}`).expect(204);
    expect(await usable(beppe)).toEqual([]);
  });

  it.each([
    [{ filter: { lifecycle: 'NOBODY' } }, '/filter/lifecycle', 'IS_ENUM'],
    [{ filter: { colour: 'red' } }, '/filter/colour', 'UNKNOWN_FIELD'],
    [{ filter: { limit: 5 } }, '/filter/limit', 'UNKNOWN_FIELD'],
    [{ filter: { viewId: '01999999-9999-7999-8999-999999999999' } }, '/filter/viewId', 'UNKNOWN_FIELD'],
    [{ filter: { near: '95,9' } }, '/filter/near', 'OUT_OF_RANGE'],
    [{ filter: { custom: { nothing: 'x' } } }, '/filter/custom.nothing', 'UNKNOWN_FIELD'],
    [{ filter: 'lifecycle=CUSTOMER' }, '/filter', 'IS_OBJECT'],
    [{ sort: 'vatNumber' }, '/sort', 'SORT_UNKNOWN'],
    [{ sort: 'distance' }, '/near', 'REQUIRED'],
    [{ columns: ['name', 'shoeSize'] }, '/columns', 'COLUMN_UNKNOWN'],
    [{ columns: ['custom.nothing'] }, '/columns', 'COLUMN_UNKNOWN'],
    [{ resource: 'opportunities', columns: ['vatNumber'] }, '/columns', 'COLUMN_UNKNOWN'],
    [{ resource: 'opportunities', filter: { province: 'MI' } }, '/filter/province', 'UNKNOWN_FIELD'],
  ])('nothing is saved that the list would refuse: %j', async (fields, pointer, code) => {
    expect(await refusal(story.people.aldo, fields)).toEqual({ status: 400, pointer, code });
  });

  it('a team view needs a team', async () => {
    const { admin } = story.people;
    expect(await refusal(admin, { visibility: 'TEAM' })).toEqual({
      status: 400,
      pointer: '/visibility',
      code: 'TEAM_NEEDED',
    });
  });

  it('what a role hides is neither shown nor sorted by, even in somebody else’s view', async () => {
    const { admin, aldo, beppe } = story.people;
    const view = await save(aldo, { visibility: 'PUBLIC', columns: ['name', 'vatNumber'] });
    const deals = await save(aldo, { resource: 'opportunities', visibility: 'PUBLIC', sort: '-amount' });
    const { key } = (
      await story
        .as(admin)
        .post('/roles')
        .send({
          key: 'SHORT_SIGHTED',
          name: 'Miope',
          permissions: permissionList({
            'client:read': 'own',
            'opportunity:read': 'own',
            'view:read': 'own',
            'view:create': 'own',
          }),
          hiddenFields: ['client.taxIdentity', 'opportunity.amount'],
        })
        .expect(201)
    ).body as { key: string };
    await story.as(admin).patch(`/users/${beppe.id}`).send({ role: key }).expect(200);
    const { body } = await story.as(beppe).get(`/views/${view.id}`).expect(200);
    expect((body as View).columns).toEqual(['name']);
    expect((await story.as(beppe).get(`/opportunities?viewId=${deals.id}`)).status).toBe(403);
    expect(await refusal(beppe, { columns: ['vatNumber'] })).toMatchObject({
      status: 403,
      code: 'FIELD_HIDDEN',
    });
    expect(await refusal(beppe, { resource: 'opportunities', sort: 'amount' })).toMatchObject({
      status: 403,
    });
    await story.as(admin).patch(`/users/${beppe.id}`).send({ role: 'AGENT' }).expect(200);
  });

  it('names are one’s own, edits are guarded by version, and a filter is replaced as a whole', async () => {
    const { aldo, alma } = story.people;
    const mine = await save(aldo, { name: 'Clienti', filter: { lifecycle: 'CUSTOMER' } });
    await save(alma, { name: 'Clienti' });
    const again = await story
      .as(aldo)
      .post('/views')
      .send({ resource: 'clients', name: 'Clienti' })
      .expect(409);
    expect(again.body.code).toBe('VIEW_EXISTS');
    const edit = story.as(aldo).patch(`/views/${mine.id}`).set('If-Match', '"1"');
    const { body } = await edit.send({ filter: { city: 'Roma', radiusKm: '5' } }).expect(200);
    expect(body).toMatchObject({ version: 2, filter: { city: 'Roma', radiusKm: 5 } });
    expect((body as View).filter).not.toHaveProperty('lifecycle');
    await story.as(aldo).patch(`/views/${mine.id}`).set('If-Match', '"1"').send({ name: 'X' }).expect(412);
  });
});

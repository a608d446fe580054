import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ClientBody, createClient } from '../factories/client.ts';
import type { Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

describe('the people at clients', () => {
  let story: Story;
  let shop: ClientBody;
  beforeAll(async () => {
    story = await startStory();
    const { aldo, alma, beppe } = story.people;
    shop = await createClient(story, aldo, { name: 'Svapo Duomo' });
    await add(aldo, shop, {
      fullName: 'Niccolò Verdi',
      email: 'nic@duomo.it',
      phone: '333 1234567',
      role: 'buyer',
    });
    await add(alma, await createClient(story, alma), { fullName: 'Anna Bianchi', email: 'anna@bianchi.it' });
    await add(beppe, await createClient(story, beppe), { fullName: 'Nicolo Neri' });
  });
  afterAll(() => story.end());

  const add = async (owner: Person, client: ClientBody, body: object) =>
    (await story.as(owner).post(`/clients/${client.id}/contacts`).send(body)).body;
  const names = async (person: Person, query: string): Promise<string[]> => {
    const { body, status } = await story.as(person).get(`/contacts?${query}`);
    expect([status, body]).toEqual([200, expect.anything()]);
    return body.items.map(({ fullName }: { fullName: string }) => fullName);
  };

  it('are found across clients by name, role, address and number, within the reader’s scope', async () => {
    const { admin, anna, aldo, beppe } = story.people;
    expect(await names(admin, '')).toEqual(['Anna Bianchi', 'Niccolò Verdi', 'Nicolo Neri']);
    expect(await names(anna, 'sort=-createdAt')).toEqual(['Anna Bianchi', 'Niccolò Verdi']);
    expect(await names(aldo, 'q=niccolo%20BUY')).toEqual(['Niccolò Verdi']);
    expect(await names(aldo, 'q=333-123.4567')).toEqual(['Niccolò Verdi']);
    expect(await names(aldo, 'q=%25')).toEqual([]);
    expect(await names(beppe, 'q=duomo.it')).toEqual([]);
    expect(await names(admin, `clientId=${shop.id}`)).toEqual(['Niccolò Verdi']);
    const first = (await story.as(admin).get('/contacts?limit=2&count=exact')).body;
    expect([first.total, first.items[1].clientName]).toEqual([3, 'Svapo Duomo']);
    expect(await names(admin, `limit=2&cursor=${first.nextCursor}`)).toEqual(['Nicolo Neri']);
    expect((await story.anonymous.get('/contacts')).status).toBe(401);
  });

  it('one of a client is the primary one: naming another takes it over, deleting leaves none', async () => {
    const { aldo, anna } = story.people;
    const api = story.as(aldo);
    const client = await createClient(story, aldo);
    const first = await add(aldo, client, { fullName: 'First', primary: true });
    const second = await add(aldo, client, { fullName: 'Second' });
    expect([first.primary, second.primary]).toEqual([true, false]);
    const read = async () => (await api.get(`/clients/${client.id}`)).body;
    expect((await read()).primaryContactId).toBe(first.id);
    const moved = await api.patch(`/contacts/${second.id}`).send({ primary: true });
    expect(moved.body.primary).toBe(true);
    const { items } = (await api.get(`/clients/${client.id}/contacts`)).body;
    expect(items.map(({ primary }: { primary: boolean }) => primary)).toEqual([false, true]);
    const told = (await story.as(anna).get(`/clients/${client.id}/timeline`)).body.items[0];
    expect(told.facts).toEqual({ primaryContactId: { from: first.id, to: second.id } });
    await api.delete(`/contacts/${second.id}`);
    expect((await read()).primaryContactId).toBeNull();
    await api.patch(`/contacts/${first.id}`).send({ primary: true });
    expect((await api.patch(`/contacts/${first.id}`).send({ primary: false })).body.primary).toBe(false);
    const both = await Promise.all([
      add(aldo, client, { fullName: 'Third', primary: true }),
      api.patch(`/contacts/${first.id}`).send({ primary: true }),
    ]);
    expect(both).toHaveLength(2);
    const listed = (await api.get(`/clients/${client.id}/contacts`)).body.items;
    expect(listed.filter(({ primary }: { primary: boolean }) => primary)).toHaveLength(1);
  });

  it('stay primary through a merge where the target has none, and go back when it is undone', async () => {
    const { aldo, anna } = story.people;
    const [target, source] = [await createClient(story, aldo), await createClient(story, aldo)];
    const rosa = await add(aldo, source, { fullName: 'Rosa', primary: true });
    const api = story.as(anna);
    const { body } = await api.post(`/clients/${target.id}/merge`).send({ sourceId: source.id });
    expect(body.client.primaryContactId).toBe(rosa.id);
    const undone = await api.post(`/merges/${body.mergeId}/undo`);
    expect([undone.body.client.primaryContactId, undone.body.restored.primaryContactId]).toEqual([
      null,
      rosa.id,
    ]);
  });
});

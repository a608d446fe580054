import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { candidatesQuery } from '#app/crm-core/clients/duplicates/duplicates.queries.js';
import { type ClientBody, createClient, vatNumber } from '../factories/client.ts';
import { databasePrint } from '../support/database-print.ts';
import type { Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

interface Found {
  vatNumberTaken: boolean;
  items: { client: ClientBody; score: number; reasons: { code: string; fields: string[] }[] }[];
}

describe('a duplicate is found before it is saved', () => {
  let story: Story;
  let shop: ClientBody;
  beforeAll(async () => {
    story = await startStory();
    shop = await createClient(story, story.people.aldo, {
      name: 'Caffè Vapor S.r.l.',
      vatNumber: vatNumber(1),
      street: 'Via Roma 12',
      city: 'Forlì',
      province: 'FC',
      postalCode: '47121',
      phone: '0543 123456',
      email: 'info@caffevapor.it',
      pecEmail: 'caffevapor@pec.it',
    });
  });
  afterAll(() => story.end());

  const ask = async (draft: object, person: Person = story.people.aldo): Promise<Found> => {
    const { body, status } = await story.as(person).post('/clients/duplicates').send(draft);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body as Found;
  };
  const codes = ({ items }: Found): string[] =>
    items.flatMap(({ reasons }) => reasons.map(({ code }) => code));

  it('by the P.IVA however it is written, certainly', async () => {
    const found = await ask({ name: 'Another name', vatNumber: `IT ${vatNumber(1)}` });
    expect(found).toMatchObject({
      vatNumberTaken: true,
      items: [{ client: { id: shop.id, name: shop.name }, score: 100 }],
    });
    expect(found.items[0]?.reasons).toEqual([
      { code: 'SAME_VAT_NUMBER', fields: ['vatNumber'], points: 100 },
    ]);
  });

  it.each<[string, object, string[]]>([
    ['a similar name alone: not likely enough', { name: 'VAPOR CAFFE snc di Rossi' }, []],
    ['its name in another order and legal form', { name: 'VAPOR CAFFE snc' }, ['SAME_NAME']],
    [
      'a misspelt name in the same CAP',
      { name: 'Cafe Vapor', postalCode: '47121' },
      ['SIMILAR_NAME', 'SAME_POSTAL_CODE'],
    ],
    [
      'a misspelt name in a street of the town',
      { name: 'Cafe Vapor', city: 'FORLI', street: 'v. Roma, 12' },
      ['SIMILAR_NAME', 'SAME_STREET', 'SAME_CITY'],
    ],
    [
      'its telephone and e-mail in other clothes',
      { name: 'Smoke', phone: '+39 0543/123456', email: 'INFO@caffevapor.it' },
      ['SAME_EMAIL', 'SAME_PHONE'],
    ],
    ['its telephone alone: two businesses may share one', { name: 'Smoke', phone: '0543 123456' }, []],
    ['nothing in particular', {}, []],
  ])('by %s', async (_, draft, expected) => {
    const found = await ask(draft);
    expect(found.vatNumberTaken).toBe(false);
    expect(codes(found)).toEqual(expected);
  });

  it('with the likeliest first, and never itself', async () => {
    const second = await createClient(story, story.people.aldo, { name: 'Caffè Vapor', city: 'Rimini' });
    const draft = { name: 'Caffe Vapor', phone: '0543 123456', city: 'Forlì' };
    expect((await ask(draft)).items.map(({ client, score }) => [client.id, score])).toEqual([
      [shop.id, 95],
      [second.id, 50],
    ]);
    expect((await ask({ ...draft, exceptId: shop.id })).items.map(({ client }) => client.id)).toEqual([
      second.id,
    ]);
  });

  it('only among what the reader may see; of the others it says that the P.IVA is taken, as a create does', async () => {
    const { beppe, anna, analyst } = story.people;
    const hidden = await ask({ name: shop.name, phone: '0543 123456', vatNumber: vatNumber(1) }, beppe);
    expect(hidden).toEqual({ vatNumberTaken: true, items: [] });
    const refused = await story
      .as(beppe)
      .post('/clients')
      .send({ name: 'X', vatNumber: vatNumber(1) });
    expect([refused.status, refused.body.code, refused.body.existingClientId]).toEqual([
      409,
      'VAT_NUMBER_TAKEN',
      null,
    ]);
    for (const person of [anna, analyst])
      expect((await ask({ vatNumber: vatNumber(1) }, person)).items).toHaveLength(1);
  });

  it('not among deleted clients', async () => {
    const gone = await createClient(story, story.people.aldo, { name: 'Chiuso', vatNumber: vatNumber(9) });
    await story.as(story.people.anna).delete(`/clients/${gone.id}`);
    expect(await ask({ name: 'Chiuso', vatNumber: vatNumber(9) })).toEqual({
      vatNumberTaken: false,
      items: [],
    });
  });

  it('and reading a draft changes nothing; one that breaks a rule is refused as a create would be', async () => {
    const before = await databasePrint(story.prisma);
    const { body, status } = await story
      .as(story.people.aldo)
      .post('/clients/duplicates')
      .send({ vatNumber: '00743110158' });
    expect([status, body.errors[0].code]).toEqual([400, 'VAT_NUMBER_INVALID']);
    await ask({ name: 'Caffè Vapor' });
    expect(await databasePrint(story.prisma)).toBe(before);
  });

  it('while saving, when the caller asks so; otherwise likeness does not stand in the way', async () => {
    const { aldo } = story.people;
    const draft = { name: 'Caffe Vapor sas', postalCode: '47121' };
    const before = await databasePrint(story.prisma);
    const refused = await story.as(aldo).post('/clients?onDuplicate=refuse').send(draft);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      code: 'LIKELY_DUPLICATE',
      duplicates: [{ clientId: shop.id, name: shop.name, score: 65 }, { score: 50 }],
    });
    expect(await databasePrint(story.prisma)).toBe(before);
    const taken = await story
      .as(aldo)
      .post('/clients?onDuplicate=refuse')
      .send({ name: 'Y', vatNumber: vatNumber(1) });
    expect([taken.body.code, taken.body.existingClientId]).toEqual(['VAT_NUMBER_TAKEN', shop.id]);
    expect((await story.as(aldo).post('/clients').send(draft)).status).toBe(201);
    expect((await story.as(aldo).post('/clients?onDuplicate=maybe').send(draft)).status).toBe(400);
  });

  it('by looking things up, not by reading all clients', async () => {
    const { aldo } = story.people;
    await story.prisma.$executeRaw`
      INSERT INTO clients (name, city, postal_code, phone, email, tax_code, owner_id)
      SELECT 'Svapo ' || n, 'Comune ' || n % 300, lpad((n % 4000)::text, 5, '0'), '+3902' || n, n || '@example.test', 'X' || n, ${aldo.id}::uuid
      FROM generate_series(1, 30000) n`;
    await story.prisma.$executeRaw`VACUUM ANALYZE clients`;
    const draft = {
      name: 'Cafe Vapor',
      vatNumber: vatNumber(1),
      taxCode: 'RSSMRA85M01H501Q',
      email: 'info@caffevapor.it',
      pecEmail: 'caffevapor@pec.it',
      phone: '+390543123456',
      street: 'Via Roma 12',
      city: 'Forlì',
      postalCode: '47121',
    };
    for (const scope of [{ kind: 'all' } as const, { kind: 'own', userId: aldo.id } as const]) {
      const query = candidatesQuery(scope, draft);
      const lines = await story.prisma.$queryRaw<{ 'QUERY PLAN': string }[]>`EXPLAIN ${query}`;
      const plan = lines.map((line) => line['QUERY PLAN']).join('\n');
      expect(plan).not.toContain('Seq Scan on clients');
      expect(plan.match(/clients_\w+/g)?.length).toBeGreaterThanOrEqual(8);
    }
    expect((await ask(draft)).items[0]?.client.id).toBe(shop.id);
  });
});

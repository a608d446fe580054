import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline, type MadePipeline } from '../factories/pipeline.ts';
import { createProduct, type MadeProduct } from '../factories/product.ts';
import { startStory, type Story } from '../support/story.ts';

const NOBODY = '01890000-0000-7000-8000-000000000000';
const TEXT = { description: 'Consegna', unitPrice: '10', vatClass: '22' };

interface Lines {
  version: number;
  amount: string;
  lines: { id: string; description: string; net: string; unitPrice: string; quantity: string }[];
  totals: { net: string; vat: object[]; vatTotal: string; gross: string };
}

describe('the lines of a deal', () => {
  let story: Story;
  let pipeline: MadePipeline;
  let liquid: MadeProduct;
  let stamp: MadeProduct;

  beforeAll(async () => {
    story = await startStory();
    pipeline = await createPipeline(story);
    liquid = await createProduct(story, 'LIQ', { name: 'Liquido', unit: 'pz' });
    stamp = await createProduct(story, 'BOLLO', { name: 'Bollo', listPrice: '2', vatClass: 'N1' });
  });
  afterAll(() => story.end());

  const aldo = () => story.as(story.people.aldo);
  const dealWith = async (...lines: object[]): Promise<string> => {
    const { id } = await createOpportunity(story, story.people.aldo, { amount: '77.00' });
    if (lines.length > 0) await put(id, lines).expect(200);
    return id;
  };
  const put = (id: string, lines: object[]) => aldo().put(`/opportunities/${id}/lines`).send({ lines });
  const add = (id: string, line: object) => aldo().post(`/opportunities/${id}/lines`).send(line);
  const read = async (id: string): Promise<Lines> =>
    (await aldo().get(`/opportunities/${id}/lines`).expect(200)).body;
  const amountOf = async (id: string): Promise<string> =>
    (await aldo().get(`/opportunities/${id}`).expect(200)).body.amount;

  it('copy name, unit, price and VAT class from the product, and are summed to the cent with VAT by class', async () => {
    const { id } = await createOpportunity(story, story.people.aldo, { amount: '77.00' });
    const { body, headers } = await put(id, [
      { productId: liquid.id, quantity: '12', discountPercent: '12.5' },
      { productId: stamp.id, quantity: '1' },
      { description: 'Consegna', quantity: '0.5', unitPrice: '9.99', vatClass: '10' },
    ]).expect(200);
    expect(headers['etag']).toBe('"2"');
    expect(body).toMatchObject({
      opportunityId: id,
      version: 2,
      // 58.80 − 12.5 % = 51.45; 2.00; 4.995 half up.
      amount: '58.45',
      lines: [
        {
          code: 'LIQ',
          description: 'Liquido',
          unit: 'pz',
          quantity: '12',
          unitPrice: '4.90',
          discountPercent: '12.5',
          vatClass: '22',
          net: '51.45',
        },
        { code: 'BOLLO', unitPrice: '2.00', discountPercent: '0', vatClass: 'N1', net: '2.00' },
        { productId: null, code: null, unit: 'pz', quantity: '0.5', unitPrice: '9.99', net: '5.00' },
      ],
      totals: {
        net: '58.45',
        vat: [
          { vatClass: '22', rate: 22, net: '51.45', vat: '11.32' },
          { vatClass: '10', rate: 10, net: '5.00', vat: '0.50' },
          { vatClass: 'N1', rate: 0, net: '2.00', vat: '0.00' },
        ],
        vatTotal: '11.82',
        gross: '70.27',
      },
    });
    expect(await amountOf(id)).toBe('58.45');
    expect(await read(id)).toEqual(body);
  });

  it('keep what they copied when the catalogue changes, is retired and is deleted', async () => {
    const product = await createProduct(story, 'OLD', { listPrice: '100' });
    const id = await dealWith({ productId: product.id, quantity: '2' });
    const admin = story.as(story.people.admin);
    await admin
      .patch(`/products/${product.id}`)
      .send({ listPrice: '120', name: 'Altro', vatClass: '4' })
      .expect(200);
    const before = await read(id);
    expect(before).toMatchObject({
      amount: '200.00',
      lines: [{ description: 'Liquido OLD', unitPrice: '100.00', vatClass: '22' }],
    });
    const line = before.lines[0]?.id ?? '';
    await aldo().patch(`/opportunities/${id}/lines/${line}`).send({ quantity: '3' }).expect(200);
    expect(await read(id)).toMatchObject({
      amount: '300.00',
      lines: [{ unitPrice: '100.00', vatClass: '22' }],
    });
    await admin.patch(`/products/${product.id}`).send({ retired: true }).expect(200);
    const refused = await add(id, { productId: product.id, quantity: '1' });
    expect(refused.body.errors).toMatchObject([{ pointer: '/productId', code: 'PRODUCT_RETIRED' }]);
    await put(id, [{ id: line, quantity: '4' }]).expect(200);
    await admin.delete(`/products/${product.id}`).expect(204);
    expect(await read(id)).toMatchObject({
      amount: '400.00',
      lines: [{ id: line, unitPrice: '100.00', code: 'OLD' }],
    });
    // A new line of the same product takes today's price.
    const today = await createProduct(story, 'OLD', { listPrice: '130' });
    expect((await add(id, { productId: today.id, quantity: '1' }).expect(201)).body.amount).toBe('530.00');
  });

  it('make the amount theirs: another is refused, the same is none, and without lines it is free again', async () => {
    const id = await dealWith({ ...TEXT, quantity: '3' });
    const patch = (body: object) => aldo().patch(`/opportunities/${id}`).send(body);
    const refused = await patch({ amount: '31.00' });
    expect([refused.status, refused.body.code]).toEqual([409, 'AMOUNT_OF_LINES']);
    await patch({ amount: '30', title: 'Rinominata' }).expect(200);
    const { lines } = await read(id);
    const left = await aldo().delete(`/opportunities/${id}/lines/${lines[0]?.id}`).expect(200);
    expect(left.body).toMatchObject({ amount: '30.00', lines: [], totals: { net: '0.00', gross: '0.00' } });
    await patch({ amount: '31.00' }).expect(200);
    expect(await amountOf(id)).toBe('31.00');
  });

  it('are refused with the field that is wrong, and nothing is written', async () => {
    const id = await dealWith({ ...TEXT, quantity: '1' });
    const other = await dealWith({ ...TEXT, quantity: '1' });
    const [mine, theirs] = [(await read(id)).lines[0]?.id, (await read(other)).lines[0]?.id];
    const cases: [object, string, string][] = [
      [{ quantity: '1' }, '/lines/0/description', 'NEEDED_WITHOUT_PRODUCT'],
      [{ quantity: '1', description: 'A', vatClass: '22' }, '/lines/0/unitPrice', 'NEEDED_WITHOUT_PRODUCT'],
      [{ quantity: '1', description: 'A', unitPrice: '1' }, '/lines/0/vatClass', 'NEEDED_WITHOUT_PRODUCT'],
      [{ productId: NOBODY, quantity: '1' }, '/lines/0/productId', 'PRODUCT_UNKNOWN'],
      [{ ...TEXT, quantity: '0' }, '/lines/0/quantity', 'MATCHES'],
      [{ ...TEXT, quantity: '0.000' }, '/lines/0/quantity', 'MATCHES'],
      [{ ...TEXT, quantity: '-1' }, '/lines/0/quantity', 'MATCHES'],
      [{ ...TEXT, quantity: 2 }, '/lines/0/quantity', 'MATCHES'],
      [{ ...TEXT, quantity: '1', discountPercent: '100.01' }, '/lines/0/discountPercent', 'MATCHES'],
      [{ ...TEXT, quantity: '1', vatClass: '0' }, '/lines/0/vatClass', 'IS_IN'],
      [{ ...TEXT, quantity: '1', net: '1' }, '/lines/0/net', 'UNKNOWN_FIELD'],
      [{ id: theirs, quantity: '1' }, '/lines/0/id', 'LINE_UNKNOWN'],
      [{ id: mine, productId: liquid.id, quantity: '1' }, '/lines/0/productId', 'PRODUCT_FIXED'],
    ];
    for (const [line, pointer, code] of cases) {
      const { status, body } = await put(id, [line]);
      expect([status, body.errors?.[0]]).toEqual([400, expect.objectContaining({ pointer, code })]);
    }
    expect(
      (
        await put(id, [
          { id: mine, quantity: '1' },
          { id: mine, quantity: '2' },
        ])
      ).body.errors[0].code,
    ).toBe('LINE_UNKNOWN');
    // A sum that no amount can hold.
    const huge = { ...TEXT, quantity: '999999999', unitPrice: '999999999' };
    expect((await put(id, [huge])).status).toBe(400);
    expect((await put(id, Array<object>(201).fill({ ...TEXT, quantity: '1' }))).status).toBe(400);
    expect(await read(id)).toMatchObject({ version: 2, amount: '10.00' });
  });

  it('of a closed deal stay as they are until it is reopened', async () => {
    const clientId = (await createClient(story, story.people.aldo)).id;
    const id = await dealWith({ ...TEXT, quantity: '1' });
    await aldo().patch(`/opportunities/${id}`).send({ clientId }).expect(200);
    await aldo()
      .post(`/opportunities/${id}/move`)
      .send({ stageId: pipeline.stage('Won') })
      .expect(200);
    const line = (await read(id)).lines[0]?.id;
    for (const call of [
      put(id, []),
      add(id, { ...TEXT, quantity: '1' }),
      aldo().patch(`/opportunities/${id}/lines/${line}`).send({ quantity: '2' }),
      aldo().delete(`/opportunities/${id}/lines/${line}`),
    ]) {
      const { status, body } = await call;
      expect([status, body.code]).toEqual([409, 'DEAL_CLOSED']);
    }
    expect(await amountOf(id)).toBe('10.00');
    await aldo()
      .post(`/opportunities/${id}/reopen`)
      .send({ stageId: pipeline.stage('Offer') })
      .expect(200);
    expect((await put(id, [{ id: line, quantity: '2' }]).expect(200)).body.amount).toBe('20.00');
  });

  it('are one deal’s: another’s line, an unknown one and a deal that one doesn’t see are not there', async () => {
    const [id, other] = [
      await dealWith({ ...TEXT, quantity: '1' }),
      await dealWith({ ...TEXT, quantity: '1' }),
    ];
    const line = (await read(other)).lines[0]?.id;
    for (const name of [line, NOBODY]) {
      expect((await aldo().patch(`/opportunities/${id}/lines/${name}`).send({ quantity: '9' })).status).toBe(
        404,
      );
      expect((await aldo().delete(`/opportunities/${id}/lines/${name}`)).status).toBe(404);
    }
    const beppe = story.as(story.people.beppe);
    expect((await beppe.get(`/opportunities/${other}/lines`)).status).toBe(404);
    expect((await beppe.put(`/opportunities/${other}/lines`).send({ lines: [] })).status).toBe(404);
    expect((await story.as(story.people.analyst).get(`/opportunities/${other}/lines`)).status).toBe(200);
    expect(await amountOf(other)).toBe('10.00');
  });

  it('tell the second of two editors both states, and let an edit of something else pass', async () => {
    const id = await dealWith({ ...TEXT, quantity: '1' });
    await aldo().patch(`/opportunities/${id}`).send({ title: 'Altro titolo' }).expect(200);
    const line = { ...TEXT, quantity: '2' };
    // Version 2 is older than the title, not than the lines.
    await put(id, [line]).set('If-Match', '"2"').expect(200);
    const refused = await put(id, [{ ...TEXT, quantity: '5' }]).set('If-Match', '"3"');
    expect(refused.status).toBe(412);
    expect(refused.body).toMatchObject({
      currentVersion: 4,
      conflicts: [
        {
          field: 'lines',
          yours: [{ quantity: '5' }],
          current: [{ quantity: '2' }],
          changedById: story.people.aldo.id,
        },
      ],
    });
    await aldo().patch(`/opportunities/${id}`).set('If-Match', '"3"').send({ title: 'Terzo' }).expect(200);
    expect(await amountOf(id)).toBe('20.00');
    await put(id, [line]).set('If-Match', '"99"').expect(412);
  });

  it('say in the journal what went and what came, with the amount as the figures count it', async () => {
    const id = await dealWith({ ...TEXT, quantity: '1' }, { ...TEXT, description: 'Resta', quantity: '2' });
    const [first, second] = (await read(id)).lines;
    await put(id, [
      { id: second?.id, quantity: '2' },
      { ...TEXT, description: 'Nuova', quantity: '4' },
    ]).expect(200);
    const { body } = await story
      .as(story.people.admin)
      .get(`/audit?entityId=${id}&action=opportunity.updated`);
    expect(body.items[0].facts).toMatchObject({
      before: { amount: '30.00' },
      after: { amount: '60.00' },
      changes: {
        amount: { from: '30', to: '60' },
        lines: { from: [{ id: first?.id, net: '10.00' }], to: [{ description: 'Nuova', net: '40.00' }] },
      },
    });
    expect(body.items[0].facts.changes.lines.to).toHaveLength(1);
    const entries = body.items.length as number;
    await put(
      id,
      (await read(id)).lines.map(({ id: line, quantity }) => ({ id: line, quantity })),
    ).expect(200);
    expect(
      (await story.as(story.people.admin).get(`/audit?entityId=${id}&action=opportunity.updated`)).body.items,
    ).toHaveLength(entries);
  });

  it('are added by many at once without losing one', async () => {
    const id = await dealWith();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => add(id, { ...TEXT, quantity: String(index + 1) })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(20).fill(201));
    expect(await read(id)).toMatchObject({ amount: '2100.00', totals: { net: '2100.00' } });
    expect((await read(id)).lines).toHaveLength(20);
  });

  it('are replaced by one of many who hold the same tag', async () => {
    const id = await dealWith({ ...TEXT, quantity: '1' });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        put(id, [{ ...TEXT, quantity: String(index + 2) }]).set('If-Match', '"2"'),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(19);
  });

  it('are added once by a call that is sent twice', async () => {
    const id = await dealWith();
    const once = () => add(id, { ...TEXT, quantity: '1' }).set('Idempotency-Key', 'riga-consegna-1');
    const [first, second] = [await once(), await once()];
    expect([first.status, second.status, second.body]).toEqual([201, 201, first.body]);
    expect(await amountOf(id)).toBe('10.00');
  });
});

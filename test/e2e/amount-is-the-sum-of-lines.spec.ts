import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { Random } from '../../prisma/seed/random.ts';
import { createClient } from '../factories/client.ts';
import { errorsOf, importFile } from '../factories/import.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline, type MadePipeline } from '../factories/pipeline.ts';
import { createProduct } from '../factories/product.ts';
import { whenFolded } from '../support/folded.ts';
import type { Person } from '../support/people.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { someoneWaits } from '../support/someone-waits.ts';
import { startStory, type Story } from '../support/story.ts';

jest.setTimeout(60_000);

const TEXT = { description: 'Consegna', unitPrice: '10', vatClass: '22' };

describe('the amount of a deal with lines is their sum, whoever writes', () => {
  let story: Story;
  let pipeline: MadePipeline;
  let id: string;

  beforeAll(async () => {
    story = await startStory();
    pipeline = await createPipeline(story);
  });
  afterAll(() => story.end());
  beforeEach(async () => {
    ({ id } = await createOpportunity(story, story.people.aldo, { amount: '77.00' }));
  });

  const aldo = () => story.as(story.people.aldo);
  const put = (lines: object[]) => aldo().put(`/opportunities/${id}/lines`).send({ lines });
  const amountOf = async (deal = id): Promise<string> =>
    (await aldo().get(`/opportunities/${deal}`).expect(200)).body.amount;
  const INSERT = `INSERT INTO opportunity_lines (opportunity_id, position, description, unit, quantity, unit_price, vat_class)
                  VALUES ($1, 1, 'A', 'pz', $2, 10, '22')`;
  const connected = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: story.databaseUrl });
    await client.connect();
    return client;
  };

  it('holds for rows written past the API: added, changed, moved to another deal, and removed', async () => {
    const other = (await createOpportunity(story, story.people.aldo, { amount: '5.00' })).id;
    const client = await connected();
    await client.query(INSERT, [id, 2]);
    await client.query(INSERT, [id, '0.005']);
    // 20.00 and half a cent of ten euro: 0.05.
    expect(await amountOf()).toBe('20.05');
    await client.query('UPDATE opportunity_lines SET discount_percent = 50 WHERE quantity = 2');
    expect(await amountOf()).toBe('10.05');
    await client.query('UPDATE opportunity_lines SET opportunity_id = $1 WHERE quantity = 2', [other]);
    expect([await amountOf(), await amountOf(other)]).toEqual(['0.05', '10.00']);
    await client.query('DELETE FROM opportunity_lines WHERE opportunity_id = $1', [id]);
    expect(await amountOf()).toBe('0.05');
    await client.end();
  });

  it('rounds half up with exact decimals, also where a quotient or a float would not', async () => {
    const client = await connected();
    const nets = async (quantity: string, price: string, discount: string): Promise<string> => {
      const { rows } = await client.query<{ net: string }>(
        `INSERT INTO opportunity_lines (opportunity_id, position, description, unit, quantity, unit_price, discount_percent, vat_class)
         VALUES ($1, 1, 'A', 'pz', $2, $3, $4, '22') RETURNING net::text`,
        [id, quantity, price, discount],
      );
      return rows[0]?.net ?? '';
    };
    expect(await nets('1', '1.005', '0')).toBe('1.01');
    expect(await nets('1', '1.0049', '0')).toBe('1.00');
    expect(await nets('3', '0.335', '0')).toBe('1.01');
    expect(await nets('1', '0.01', '50')).toBe('0.01');
    expect(await nets('1', '0.01', '50.01')).toBe('0.00');
    expect(await nets('999999.999', '99999.9999', '0.01')).toBe('99989999800.02');
    await client.end();
  });

  it('can’t be overwritten past the API', async () => {
    await put([{ ...TEXT, quantity: '3' }]).expect(200);
    const client = await connected();
    const write = (amount: string) =>
      client.query('UPDATE opportunities SET amount = $2 WHERE id = $1', [id, amount]);
    await expect(write('31')).rejects.toMatchObject({ constraint: 'opportunities_amount_of_lines' });
    await write('30.00');
    await client.query('DELETE FROM opportunity_lines WHERE opportunity_id = $1', [id]);
    await write('31');
    await client.end();
    expect(await amountOf()).toBe('31.00');
  });

  it('counts both lines of two transactions that each see only their own', async () => {
    const [one, two] = [await connected(), await connected()];
    for (const client of [one, two]) await client.query('BEGIN');
    await one.query(INSERT, [id, 1]);
    const second = two.query(INSERT, [id, 2]);
    await someoneWaits(story.prisma);
    await one.query('COMMIT');
    await second;
    await two.query('COMMIT');
    await Promise.all([one.end(), two.end()]);
    expect(await amountOf()).toBe('30.00');
  });

  it('refuses an amount that was set while a line was being added', async () => {
    const one = await connected();
    await one.query('BEGIN');
    await one.query(INSERT, [id, 4]);
    const edit = aldo()
      .patch(`/opportunities/${id}`)
      .send({ amount: '5' })
      .then((answer) => answer);
    await someoneWaits(story.prisma);
    await one.query('COMMIT');
    await one.end();
    expect((await edit).body).toMatchObject({ status: 409, code: 'AMOUNT_OF_LINES' });
    expect(await amountOf()).toBe('40.00');
  });

  it('is kept against an import: that row is an error, and a row that names the same amount is none', async () => {
    await put([{ ...TEXT, quantity: '3' }]).expect(200);
    await story.prisma.opportunity.update({ where: { id }, data: { externalId: 'K1' } });
    const bring = (amount: string, title: string) =>
      importFile(story, story.people.anna, `externalId;title;amount\nK1;${title};${amount}`, {
        type: 'opportunities',
        key: 'externalId',
      });
    const refused = await bring('99,00', 'Altro');
    expect(refused).toMatchObject({ updated: 0, failed: 1 });
    expect(await errorsOf(story, story.people.anna, refused.id)).toMatchObject([{ code: 'AMOUNT_OF_LINES' }]);
    expect(await bring('30,00', 'Altro')).toMatchObject({ updated: 1, failed: 0 });
    expect(await amountOf()).toBe('30.00');
  });

  it('goes with the deal when its client is merged into another, and its lines go when it is deleted for good', async () => {
    const [target, source] = [
      await createClient(story, story.people.anna),
      await createClient(story, story.people.anna),
    ];
    await put([{ ...TEXT, quantity: '3' }]).expect(200);
    await story.prisma.opportunity.update({ where: { id }, data: { clientId: source.id } });
    await story
      .as(story.people.anna)
      .post(`/clients/${target.id}/merge`)
      .send({ sourceId: source.id, take: {} })
      .expect(200);
    const { body } = await aldo().get(`/opportunities/${id}`);
    expect(body).toMatchObject({ clientId: target.id, amount: '30.00' });
    await story.prisma.opportunity.delete({ where: { id } });
    expect(await story.prisma.opportunityLine.count({ where: { opportunityId: id } })).toBe(0);
  });

  it('holds after any history of edits, and the figures agree with a recount', async () => {
    const random = new Random(20_261_127);
    const product = await createProduct(story, 'RND', { listPrice: '3.3333' });
    const deals = [id];
    for (let more = 0; more < 3; more += 1)
      deals.push((await createOpportunity(story, story.people.aldo, { amount: '9' })).id);
    const decimal = (digits: number, places: number): string =>
      `${random.whole(1, 10 ** digits)}.${random
        .whole(0, 10 ** places - 1)
        .toString()
        .padStart(places, '0')}`;
    const line = (): object => ({
      ...(random.chance(0.5) ? { productId: product.id } : TEXT),
      quantity: decimal(2, 3),
      ...(random.chance(0.5) && { unitPrice: decimal(3, 4) }),
      ...(random.chance(0.5) && { discountPercent: `${random.whole(0, 99)}.${random.whole(10, 99)}` }),
    });
    const acts: ((deal: string, lines: string[]) => Promise<{ status: number }>)[] = [
      (deal) =>
        aldo()
          .put(`/opportunities/${deal}/lines`)
          .send({ lines: Array.from({ length: random.whole(0, 4) }, line) }),
      (deal) => aldo().post(`/opportunities/${deal}/lines`).send(line()),
      (deal, lines) =>
        aldo()
          .patch(`/opportunities/${deal}/lines/${random.pick(lines)}`)
          .send({ quantity: decimal(2, 2) }),
      (deal, lines) => aldo().delete(`/opportunities/${deal}/lines/${random.pick(lines)}`),
      (deal) =>
        aldo()
          .patch(`/opportunities/${deal}`)
          .send({ amount: decimal(3, 2) }),
      (deal) =>
        aldo()
          .post(`/opportunities/${deal}/move`)
          .send({ stageId: random.pick(pipeline.stages).id, lostReason: 'PRICE' }),
      (deal) =>
        aldo()
          .post(`/opportunities/${deal}/reopen`)
          .send({ stageId: pipeline.stage('Offer') }),
    ];
    const statuses = new Set<number>();
    for (let step = 0; step < 250; step += 1) {
      const deal = random.pick(deals);
      const lines = (await story.prisma.opportunityLine.findMany({ where: { opportunityId: deal } })).map(
        (row) => row.id,
      );
      const { status } = await random.pick(acts)(deal, lines.length > 0 ? lines : [deal]);
      statuses.add(status);
      expect(status).toBeLessThan(500);
      const [drift] = await story.prisma.$queryRaw<[{ count: bigint }]>`
        SELECT count(*) FROM opportunities o
        JOIN (SELECT opportunity_id, sum(round(quantity * unit_price * (100 - discount_percent) * 0.01, 2)) AS net
              FROM opportunity_lines GROUP BY 1) l ON l.opportunity_id = o.id AND l.net <> o.amount`;
      expect([step, drift.count]).toEqual([step, 0n]);
    }
    expect([...statuses].sort()).toEqual(expect.arrayContaining([200, 201, 409]));
    await refreshFigures(story);
    const [sums] = await whenFolded(
      story,
      (tx) => tx.$queryRaw<[{ kept: string; counted: string }]>`
      SELECT (SELECT coalesce(sum(open_amount), 0) FROM kpi_open_pipeline)::text AS kept,
             (SELECT coalesce(sum(amount), 0) FROM opportunities WHERE status = 'OPEN' AND deleted_at IS NULL)::text AS counted`,
    );
    expect(Number(sums.kept)).toBeGreaterThan(0);
    expect(sums.kept).toBe(sums.counted);
  });
});

describe('lines for who doesn’t see amounts', () => {
  let story: Story;
  let reader: Person;

  beforeAll(async () => {
    story = await startStory();
    await createPipeline(story);
    const permissions = {
      ...{
        'opportunity:read': 'all',
        'opportunity:update': 'all',
        'product:read': 'all',
        'product:create': 'all',
      },
      'audit:read': 'all',
    };
    const hiddenFields = ['opportunity.amount'];
    await story.prisma.role.create({ data: { key: 'BLIND', name: 'Blind', permissions, hiddenFields } });
    reader = story.people.beppe;
    await story.prisma.user.update({ where: { id: reader.id }, data: { role: 'BLIND' } });
    await new Promise((done) => setTimeout(done, 1100));
  });
  afterAll(() => story.end());

  const blind = () => story.as(reader);

  it('are without prices, discounts, sums and VAT; products are without their price', async () => {
    const product = await createProduct(story, 'CAN', { listPrice: '4321.99' });
    const { id } = await createOpportunity(story, story.people.aldo);
    const lines = [{ productId: product.id, quantity: '2', discountPercent: '7.25' }];
    await story.as(story.people.aldo).put(`/opportunities/${id}/lines`).send({ lines }).expect(200);
    const seen = await blind().get(`/opportunities/${id}/lines`).expect(200);
    expect(seen.body).toEqual({
      opportunityId: id,
      version: 2,
      lines: [
        {
          ...{ id: expect.any(String), productId: product.id, code: 'CAN', description: 'Liquido CAN' },
          ...{ unit: 'pz', quantity: '2', vatClass: '22' },
        },
      ],
      totals: { vat: [{ vatClass: '22', rate: 22 }] },
    });
    expect((await blind().get('/products')).body.items[0]).not.toHaveProperty('listPrice');
    expect((await blind().get('/products?sort=listPrice')).body.code).toBe('FIELD_HIDDEN');
    const audit = JSON.stringify((await blind().get('/audit?limit=100')).body);
    expect(audit).toContain('Liquido CAN');
    expect(audit).not.toMatch(/4321\.99|8017\.29|7\.25/);
  });

  it('are not written by them: the limit of an amount would tell a price to who tries out quantities', async () => {
    const product = await createProduct(story, 'ADD', { listPrice: '4321.99' });
    const { id } = await createOpportunity(story, story.people.aldo);
    const line = { productId: product.id, quantity: '1' };
    const made = await story.as(story.people.aldo).post(`/opportunities/${id}/lines`).send(line).expect(201);
    const path = `/opportunities/${id}/lines`;
    const refused = [
      await blind().post(path).send(line),
      await blind()
        .post(path)
        .send({ ...line, quantity: '999999999' }),
      await blind().put(path).send({ lines: [] }),
      await blind().patch(`${path}/${made.body.lines[0].id}`).send({ quantity: '2' }),
      await blind().delete(`${path}/${made.body.lines[0].id}`),
    ];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(
      Array(5).fill([403, 'FIELD_HIDDEN']),
    );
    expect((await story.as(story.people.aldo).get(`/opportunities/${id}`)).body.amount).toBe('4321.99');
  });
});

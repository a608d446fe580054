import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createProduct } from '../factories/product.ts';
import type { Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

describe('the catalogue of products', () => {
  let story: Story;

  beforeAll(async () => {
    story = await startStory();
    await createProduct(story, 'LIQ-10', { name: 'Liquido Tabacco 10 ml' });
    await createProduct(story, 'LIQ-20', { name: 'Liquido Menta 10 ml', listPrice: '5.2' });
    await createProduct(story, 'COIL_1', {
      name: 'Resistenza 100% mesh',
      unit: 'conf.',
      listPrice: '0.1234',
    });
  });
  afterAll(() => story.end());

  const admin = () => story.as(story.people.admin);
  const codes = async (query: string, person: Person = story.people.aldo): Promise<string[]> =>
    (await story.as(person).get(`/products?${query}`).expect(200)).body.items.map(
      ({ code }: { code: string }) => code,
    );

  it('is read by who sells, and kept by admins and managers', async () => {
    const { aldo, analyst, anna } = story.people;
    const body = { code: 'box-1', name: 'Espositore', listPrice: '90', vatClass: 'N4' };
    for (const person of [aldo, analyst]) {
      expect((await story.as(person).post('/products').send(body)).status).toBe(403);
      expect((await codes('', person)).length).toBe(3);
    }
    const made = await story.as(anna).post('/products').send(body).expect(201);
    expect(made.headers['etag']).toBe('"1"');
    expect(made.body).toMatchObject({
      code: 'BOX-1',
      unit: 'pz',
      listPrice: '90.00',
      vatClass: 'N4',
      retiredAt: null,
    });
    await story.as(anna).delete(`/products/${made.body.id}`).expect(204);
  });

  it('is found by part of code or name, in its order, page by page', async () => {
    expect(await codes('q=liq&sort=code')).toEqual(['LIQ-10', 'LIQ-20']);
    expect(await codes('q=MENTA')).toEqual(['LIQ-20']);
    expect(await codes(`q=${encodeURIComponent('%')}`)).toEqual(['COIL_1']);
    expect(await codes('q=_')).toEqual(['COIL_1']);
    expect(await codes('sort=-listPrice')).toEqual(['LIQ-20', 'LIQ-10', 'COIL_1']);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await story
        .as(story.people.aldo)
        .get(`/products?limit=1&sort=listPrice&count=exact${cursor}`);
      expect(body.total).toBe(3);
      seen.push(...body.items.map(({ code }: { code: string }) => code));
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
    } while (cursor);
    expect(seen).toEqual(['COIL_1', 'LIQ-10', 'LIQ-20']);
  });

  it('refuses what is no price, no VAT class and no code, naming the field', async () => {
    const sound = { code: 'A', name: 'A', listPrice: '1', vatClass: '22' };
    const cases: [object, string][] = [
      [{ listPrice: '1,5' }, '/listPrice'],
      [{ listPrice: '1.23456' }, '/listPrice'],
      [{ listPrice: 1.5 }, '/listPrice'],
      [{ vatClass: '21' }, '/vatClass'],
      [{ vatClass: '0' }, '/vatClass'],
      // N2, N3 and N6 have not been valid on an invoice without their second digit since 2021.
      [{ vatClass: 'N2' }, '/vatClass'],
      [{ vatClass: 'N6.10' }, '/vatClass'],
      [{ code: 'a b' }, '/code'],
      [{ name: ' ' }, '/name'],
    ];
    for (const [fields, pointer] of cases) {
      const { body, status } = await admin()
        .post('/products')
        .send({ ...sound, ...fields });
      expect([status, body.errors?.[0]?.pointer]).toEqual([400, pointer]);
    }
  });

  it('has a code once among the living, whatever its case and however many ask at once', async () => {
    const body = { code: 'twin', name: 'A', listPrice: '1', vatClass: '10' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => admin().post('/products').send(body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('CODE_TAKEN');
    const made = answers.find(({ status }) => status === 201)?.body as { id: string };
    const other = await createProduct(story, 'OTHER');
    const renamed = await admin().patch(`/products/${other.id}`).send({ code: 'Twin' });
    expect([renamed.status, renamed.body.code]).toEqual([409, 'CODE_TAKEN']);
    await admin().delete(`/products/${made.id}`).expect(204);
    expect((await admin().get(`/products/${made.id}`)).status).toBe(404);
    await admin().patch(`/products/${other.id}`).send({ code: 'Twin' }).expect(200);
    await admin().delete(`/products/${other.id}`).expect(204);
  });

  it('tells the second of two editors, writes what changed into the journal, and retires and brings back', async () => {
    const { id } = await createProduct(story, 'RET');
    const edited = await admin()
      .patch(`/products/${id}`)
      .set('If-Match', '"1"')
      .send({ listPrice: '5', retired: true })
      .expect(200);
    expect(edited.body).toMatchObject({ listPrice: '5.00', version: 2, retiredAt: expect.any(String) });
    expect((await admin().patch(`/products/${id}`).set('If-Match', '"1"').send({ name: 'B' })).status).toBe(
      412,
    );
    expect(await codes('retired=true')).toEqual(['RET']);
    expect(await codes('retired=false')).not.toContain('RET');
    await admin().patch(`/products/${id}`).send({ listPrice: '5.0000' }).expect(200);
    const { body } = await admin().get(`/audit?entityId=${id}`);
    expect(body.items.map(({ action }: { action: string }) => action)).toEqual([
      'product.updated',
      'product.created',
    ]);
    expect(body.items[0].facts).toMatchObject({ listPrice: { from: '4.9', to: '5' } });
    await admin().patch(`/products/${id}`).send({ retired: false }).expect(200);
    expect(await codes('retired=true')).toEqual([]);
    await admin().delete(`/products/${id}`).set('If-Match', '"2"').expect(412);
  });
});

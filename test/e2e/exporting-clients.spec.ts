import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { createClient } from '../factories/client.ts';
import type { Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

describe('exporting clients', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
    const { aldo, alma, beppe } = story.people;
    await createClient(story, aldo, {
      name: '=HYPERLINK("http://evil.test","click")',
      notes: 'two\nlines; and, "quotes"',
      phone: '02 1234567',
      postalCode: '00184',
      tags: ['a', 'b'],
    });
    await createClient(story, alma, {
      name: 'Alma & figli',
      city: 'Forlì',
      openingHours: { mon: [['09:00', '13:00']] },
    });
    await createClient(story, beppe, { name: 'Sud' });
  });
  afterAll(() => story.end());

  const rows = async (person: Person, query = ''): Promise<Record<string, string>[]> => {
    const { text, status, headers } = await story.as(person).get(`/clients/export.csv?${query}`);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toMatch(/^attachment; filename="clients-\d{4}-\d\d-\d\d\.csv"$/);
    return parse<Record<string, string>>(text, { columns: true });
  };

  it('writes every row that the reader may see, and nothing that a spreadsheet would run', async () => {
    const [row, ...others] = await rows(story.people.aldo);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      name: `'=HYPERLINK("http://evil.test","click")`,
      notes: 'two\nlines; and, "quotes"',
      phone: '+39021234567',
      postalCode: '00184',
      tags: 'a|b',
      ownerId: story.people.aldo.id,
      openingHours: '',
    });
  });

  it('keeps to scope, filters and sort', async () => {
    expect((await rows(story.people.anna, 'sort=name')).length).toBe(2);
    expect((await rows(story.people.admin, 'sort=-name')).map(({ name }) => name)).toEqual([
      'Sud',
      'Alma & figli',
      `'=HYPERLINK("http://evil.test","click")`,
    ]);
    expect((await rows(story.people.anna, 'q=forli')).map(({ openingHours }) => openingHours)).toEqual([
      '{"mon":[["09:00","13:00"]]}',
    ]);
    expect(await rows(story.people.bruno, 'q=forli')).toEqual([]);
  });

  it('streams more rows than fit a page', async () => {
    const { beppe } = story.people;
    await story.prisma.client.createMany({
      data: Array.from({ length: 1200 }, (_, i) => ({ name: `Bulk ${i}`, ownerId: beppe.id })),
    });
    const names = (await rows(beppe, 'q=bulk')).map(({ name }) => name);
    expect(new Set(names).size).toBe(1200);
  });

  it('is refused to those who may only read, and asks nothing unknown', async () => {
    expect((await story.as(story.people.analyst).get('/clients/export.csv')).status).toBe(403);
    expect((await story.as(story.people.aldo).get('/clients/export.csv?limit=5')).body.errors).toEqual([
      expect.objectContaining({ code: 'UNKNOWN_FIELD' }),
    ]);
    expect((await story.as(story.people.aldo).get('/clients/export.csv?sort=phone')).status).toBe(400);
  });

  it('leaves a trace of who took what', async () => {
    const { body } = await story
      .as(story.people.admin)
      .get(`/audit?action=client.exported&actorId=${story.people.bruno.id}`);
    expect(body.items).toEqual([
      expect.objectContaining({ entity: 'export', facts: { q: 'forli', rows: 0 } }),
    ]);
  });
});

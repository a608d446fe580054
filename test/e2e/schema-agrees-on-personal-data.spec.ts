import { PERSONAL_DATA } from '#app/privacy/classification/personal-data.js';
import { columnsWhere } from '#app/privacy/classification/subject-tables.js';
import { isPersonal } from '#app/privacy/classification/data-class.js';
import { erasedValue } from '#app/privacy/erasure/erased-values.js';
import { readColumns } from '#app/privacy/rows/catalogue.queries.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStory, type Story } from '../support/story.ts';

describe('personal data', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  const classified = () =>
    Object.entries(PERSONAL_DATA).flatMap(([table, { columns }]) =>
      Object.keys(columns).map((column) => `${table}.${column}`),
    );
  const catalogued = async () =>
    (await readColumns(story.prisma)).map(({ table, name }) => `${table}.${name}`);

  // A new column fails here: say in src/privacy/classification/personal-data.ts what it holds.
  it('of every table and column in the database is in a class, and no class names a column that is not there', async () => {
    expect((await catalogued()).sort()).toEqual(classified().sort());
  });

  it('can’t be forgotten: a new column is in no class until somebody puts it into one', async () => {
    await story.prisma.$executeRaw`ALTER TABLE contacts ADD COLUMN birthday date`;
    const known = new Set(classified());
    expect((await catalogued()).filter((column) => !known.has(column))).toEqual(['contacts.birthday']);
    await story.prisma.$executeRaw`ALTER TABLE contacts DROP COLUMN birthday`;
  });

  it('in any table leads to a client or a contact, so that export and erasure reach it', () => {
    const unreachable = Object.entries(PERSONAL_DATA)
      .filter(([, table]) => columnsWhere(table, isPersonal).length > 0 && !table.of)
      .map(([table]) => table);
    expect(unreachable).toEqual([]);
  });

  it('has something that can stand in its place once it is erased', async () => {
    for (const column of await readColumns(story.prisma)) {
      const table = PERSONAL_DATA[column.table];
      const dataClass = table?.columns[column.name];
      if (table && dataClass && isPersonal(dataClass)) expect(erasedValue(column, table, [])).toBeDefined();
    }
  });
});

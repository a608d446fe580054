import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dryRun, restsIn } from '../factories/import.ts';
import { startStory, type Story } from '../support/story.ts';

/** As many as are stored at once: of a file with more, some are stored before the others are counted. */
const ROWS = 1000;
const MEGABYTE = 1024 * 1024;

describe('an uploaded file', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory({ IMPORT_MAX_MEGABYTES: '1', IMPORT_MAX_ROWS: String(ROWS) });
  });
  afterAll(() => story.end());

  const asAnna = () => [story, story.people.anna] as const;
  /** As a person sends it, under a name and a content type of the sender's choice. */
  const send = (content: string | Buffer, filename = 'clienti.csv', contentType = 'text/csv') =>
    story
      .as(story.people.anna)
      .post('/imports')
      .field('type', 'clients')
      .attach('file', Buffer.from(content as string), { filename, contentType });
  const stored = async () => [await story.prisma.import.count(), await story.prisma.importChunk.count()];
  const csvOf = (rows: number) =>
    `Nome\n${Array.from({ length: rows }, (_, row) => `Bar ${row}\n`).join('')}`;

  it('over the size is refused as too large, and nothing of it stays; at the size it is taken', async () => {
    const before = await stored();
    const full = `Nome;Note\n${`Bar;${'x'.repeat(1040)}\n`.repeat(ROWS)}`;
    const megabyte = full.slice(0, -1).padEnd(MEGABYTE - 1, 'x') + '\n';
    const { status, body } = await send(`${megabyte}y`);
    expect([status, body.code]).toEqual([413, 'BODY_TOO_LARGE']);
    expect(await stored()).toEqual(before);
    const taken = await send(megabyte);
    expect(taken.status).toBe(202);
    await restsIn(...asAnna(), taken.body.id as string, 'READY');
  });

  it('with too many rows fails with a word, and none of its rows stay; with as many as may be it is read', async () => {
    const { id, status, failure } = await dryRun(...asAnna(), csvOf(ROWS + 1), { type: 'clients' });
    expect([status, failure]).toEqual(['FAILED', 'A file has at most 1000 rows: part it.']);
    expect(await story.prisma.importRow.count({ where: { importId: id } })).toBe(0);
    expect(await dryRun(...asAnna(), csvOf(ROWS), { type: 'clients' })).toMatchObject({
      status: 'READY',
      created: ROWS,
    });
  });

  it.each([
    ['a zip', Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0])],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1])],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13])],
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0])],
  ])('is known by its bytes: %s stays out though it is called a CSV', async (_, bytes) => {
    const before = await stored();
    const { status, body } = await send(bytes);
    expect([status, body.errors[0].code]).toEqual([400, 'FILE_UNREADABLE']);
    expect(await stored()).toEqual(before);
  });

  it('is known by its bytes: a CSV is read though it is called a program', async () => {
    const { status, body } = await send(csvOf(1), 'setup.exe', 'application/x-msdownload');
    expect(status).toBe(202);
    await restsIn(...asAnna(), body.id as string, 'READY');
  });

  it('comes alone: a second one is refused', async () => {
    const before = await stored();
    const { status } = await send(csvOf(1)).attach('file', Buffer.from(csvOf(1)), 'altro.csv');
    expect(status).toBe(413);
    expect(await stored()).toEqual(before);
  });

  it.each([
    ['../../etc/passwd'],
    ['a"; filename="evil.exe'],
    ['x%0d%0aSet-Cookie: a=b.csv'],
    ['città “Forlì” 🙂.csv'],
    ['.csv'],
  ])('called %j gives back its errors under a harmless name', async (name) => {
    const { body } = await send('Nome;E-mail\nBar;niente\n', name);
    await restsIn(...asAnna(), body.id as string, 'READY');
    const { status, headers } = await story.as(story.people.anna).get(`/imports/${body.id}/errors.csv`);
    expect(status).toBe(200);
    expect(headers['content-disposition']).toMatch(/^attachment; filename="[\w.-]+-errors\.csv"$/);
    expect(headers['content-disposition']).not.toContain('..');
    expect(headers['set-cookie']).toBeUndefined();
  });
});

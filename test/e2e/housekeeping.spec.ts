import { Housekeeping } from '#app/platform/housekeeping/index.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { importFile, restsIn, sendFile } from '../factories/import.ts';
import { startStory, type Story } from '../support/story.ts';

const DAY_MS = 86_400_000;

describe('housekeeping', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  const daysAgo = (days: number): Date => new Date(Date.now() - days * DAY_MS);
  const hash = () => new Uint8Array(randomBytes(32));
  const tidy = () => story.app.get(Housekeeping, { strict: false }).tick();

  /** A session with one unspent refresh token. */
  const session = async (
    userAgent: string,
    ended: { revokedAt?: Date; expiresAt?: Date; lastUsedAt?: Date },
  ) =>
    story.prisma.session.create({
      data: {
        userId: story.people.aldo.id,
        userAgent,
        expiresAt: daysAgo(-1),
        ...ended,
        tokens: { create: { tokenHash: hash(), expiresAt: daysAgo(-1) } },
      },
    });

  it('deletes what ended long ago, keeps what lives or ended lately, and says how much it was', async () => {
    const { prisma, people } = story;
    await session('signed out long ago', { revokedAt: daysAgo(31) });
    await session('over long ago', { expiresAt: daysAgo(31) });
    await session('forgotten long ago', { lastUsedAt: daysAgo(38) });
    await session('signed out lately', { revokedAt: daysAgo(29) });
    const living = await session('living', {});
    await prisma.refreshToken.create({
      data: { sessionId: living.id, tokenHash: hash(), usedAt: daysAgo(9), expiresAt: daysAgo(2) },
    });
    await prisma.loginFailure.createMany({
      data: [
        { key: 'over', points: 3, expire: BigInt(Date.now() - 1000) },
        { key: 'counting', points: 3, expire: BigInt(Date.now() + 600_000) },
      ],
    });
    const key = { userId: people.aldo.id, name: 'magazzino', hint: 'nxk_0000', permissions: {} };
    await prisma.apiKey.createMany({
      data: [
        { ...key, keyHash: hash(), expiresAt: daysAgo(34), revokedAt: daysAgo(366), createdAt: daysAgo(400) },
        { ...key, keyHash: hash(), expiresAt: daysAgo(366), createdAt: daysAgo(370) },
        { ...key, keyHash: hash(), expiresAt: daysAgo(1), createdAt: daysAgo(300) },
      ],
    });
    const enrolment = { seed: hash(), keyId: 'none' };
    await prisma.secondFactorEnrolment.createMany({
      data: [
        { ...enrolment, userId: people.aldo.id, createdAt: daysAgo(1) },
        { ...enrolment, userId: people.alma.id },
      ],
    });
    const link = { userId: people.aldo.id, purpose: 'PASSWORD_RESET' as const };
    await prisma.oneTimeToken.createMany({
      data: [
        { ...link, tokenHash: hash(), expiresAt: daysAgo(31), endedAt: daysAgo(31) },
        { ...link, tokenHash: hash(), expiresAt: daysAgo(1), endedAt: daysAgo(1) },
        { ...link, tokenHash: hash(), expiresAt: daysAgo(-1) },
      ],
    });
    await prisma.jobRun.create({ data: { job: 'kpi-refresh', window: 'old', startedAt: daysAgo(91) } });

    expect(await tidy()).toBe(true);

    const { error, facts } = await prisma.jobRun.findFirstOrThrow({ where: { job: 'housekeeping' } });
    expect([error, facts]).toEqual([
      null,
      {
        deleted: {
          jobRuns: 1,
          loginFailures: 1,
          sessions: 3,
          summaryLetters: 0,
          refreshTokens: 1,
          oneTimeTokens: 1,
          apiKeys: 2,
          formerSeals: 0,
          idempotentAnswers: 0,
          secondFactorEnrolments: 1,
          mergeUndos: 0,
          bulkOperations: 0,
          unwrittenImports: 0,
          importFiles: 0,
          refusedImportRows: 0,
          reminderLetters: 0,
          endedHolds: 0,
          checkInPositions: 0,
          routeStarts: 0,
          webhookDeliveries: 0,
          formerWebhookSecrets: 0,
          formerWebhookSeals: 0,
        },
      },
    ]);
    const kept = await prisma.session.findMany({
      where: { userAgent: { in: ['living', 'signed out lately'] } },
    });
    expect(kept).toHaveLength(2);
    expect(await prisma.refreshToken.count({ where: { sessionId: living.id } })).toBe(1);
    expect(await prisma.loginFailure.findUnique({ where: { key: 'counting' } })).not.toBeNull();
    expect((await story.as(people.aldo).get('/auth/me')).status).toBe(200);
  });

  it('forgets after thirty days what a file said of people whom nobody wrote, and keeps what was written', async () => {
    const { anna } = story.people;
    const { prisma } = story;
    const form = { type: 'clients', key: 'externalId' } as const;
    const dry = (await sendFile(story, anna, 'Codice;Nome\nD1;Mai Scritta\n', form)).body.id as string;
    await restsIn(story, anna, dry, 'READY');
    const written = await importFile(story, anna, 'Codice;Nome;CAP\nD2;Scritta;20121\nD3;Respinta;x\n', form);
    expect(written).toMatchObject({ status: 'COMMITTED', failed: 1 });
    const told = async () =>
      JSON.stringify(await prisma.importRow.findMany({ orderBy: { row: 'asc' } })).match(
        /Mai Scritta|\bx\b/g,
      );
    story.clock.setTo(new Date(Date.now() + 29 * DAY_MS).toISOString());
    await tidy();
    expect(await told()).toEqual(expect.arrayContaining(['Mai Scritta', 'x']));
    story.clock.setTo(new Date(Date.now() + 31 * DAY_MS).toISOString());
    await tidy();
    expect(await told()).toBeNull();
    expect((await prisma.import.findMany()).map(({ id, failed }) => [id, failed])).toEqual([[written.id, 1]]);
    expect(await prisma.importRow.count({ where: { importId: written.id, status: 'CREATED' } })).toBe(1);
    story.clock.setTo(undefined);
  });

  it('is done once a day, however many replicas tick', async () => {
    story.clock.setTo('2027-01-10T10:00:00Z');
    const ticks = await Promise.all([tidy(), tidy(), tidy(), tidy()]);
    expect(ticks.filter(Boolean)).toHaveLength(1);
    expect(await tidy()).toBe(false);
    story.clock.setTo('2027-01-11T10:00:00Z');
    expect(await tidy()).toBe(true);
    story.clock.setTo(undefined);
  });

  it('that fails says so in its run, and the next tick of the day does it', async () => {
    story.clock.setTo('2027-01-12T10:00:00Z');
    await story.prisma.$executeRaw`ALTER TABLE login_failures RENAME TO hidden_failures`;
    await expect(tidy()).rejects.toThrow();
    const window = { job_window: { job: 'housekeeping', window: '2027-01-12' } };
    expect((await story.prisma.jobRun.findUniqueOrThrow({ where: window })).error).toMatch(/login_failures/);
    await story.prisma.$executeRaw`ALTER TABLE hidden_failures RENAME TO login_failures`;
    expect(await tidy()).toBe(true);
    expect(await story.prisma.jobRun.findUniqueOrThrow({ where: window })).toMatchObject({ error: null });
    story.clock.setTo(undefined);
  });
});

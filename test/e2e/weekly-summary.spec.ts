import { WeeklySummary } from '#app/analytics/summary/weekly-summary.service.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type DealBook, openDealBook } from '../factories/deal-book.ts';
import { permissionList } from '../factories/role.ts';
import { type MailServer, type ReceivedMail, startMailServer } from '../support/mail-server.ts';
import { PASSWORD, type People, type Person } from '../support/people.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startReplica } from '../support/replica.ts';
import { bootApp, startStory, STORY_SECRET, type Story } from '../support/story.ts';

const MAIL = { MAIL_FROM: 'crm@example.test', PUBLIC_URL: 'https://crm.example.test' };
/** A Friday; the letters of the next Monday tell of the week from the 16th to the 22nd of November 2026. */
const FRIDAY = '2026-11-20T12:00:00Z';
const MONDAY = '2026-11-23T06:00:00Z';

describe('the weekly summary', () => {
  let story: Story;
  let people: People;
  let mail: MailServer;
  let deals: DealBook;
  beforeAll(async () => {
    mail = await startMailServer();
    story = await startStory({ SMTP_URL: mail.url, ...MAIL });
    people = story.people;
    deals = await openDealBook(story);
    const win = async (owner: Person, amount: string, at: string) =>
      deals.move(await deals.create(owner, { at: '2026-11-02T10:00:00Z', amount }), 'Won', at);
    await win(people.aldo, '1234.56', '2026-11-18T10:00:00Z');
    // Half past eleven of Sunday evening in Rome is the last hour of the week.
    await win(people.aldo, '1000.00', '2026-11-22T22:30:00Z');
    await win(people.aldo, '1000.00', '2026-11-10T10:00:00Z');
    await win(people.alma, '500.00', '2026-11-18T10:00:00Z');
    await win(people.beppe, '70000.00', '2026-11-18T10:00:00Z');
    await refreshFigures(story);
  });
  afterAll(async () => {
    await story.end();
    await mail.close();
  });
  beforeEach(async () => {
    story.clock.setTo(FRIDAY);
    mail.letters.length = 0;
    await story.prisma.summarySubscription.deleteMany();
    await story.prisma.summaryLetter.deleteMany();
  });

  const subscribe = async (person: Person, settings: object = {}) =>
    (await story.as(person).put('/analytics/summary').send(settings).expect(200)).body;
  const tick = async (instant: string): Promise<void> => {
    story.clock.setTo(instant);
    await story.app.get(WeeklySummary).tick();
  };
  const lettersTo = ({ email }: Person): ReceivedMail[] =>
    mail.letters.filter(({ to }) => to.includes(email));
  /** The part for people without HTML, with plain spaces. */
  const textOf = (letter: ReceivedMail | undefined): string =>
    (letter?.source.split('Content-Type: text/html')[0] ?? '')
      .replaceAll('\u00a0', ' ')
      .replace(/\r\n/g, '\n');
  const told = async (person: Person): Promise<string> => {
    await tick(MONDAY);
    return textOf(lettersTo(person)[0]);
  };

  it('comes to nobody who has not asked for it', async () => {
    expect((await story.as(people.aldo).get('/analytics/summary').expect(200)).body).toEqual({
      ...{ subscribed: false, weekday: 1, time: '07:00', language: 'it', dashboardId: null },
      ...{ nextDueAt: null, mailed: true },
    });
    await tick(MONDAY);
    expect(mail.letters).toEqual([]);
  });

  it('tells an agent on Monday at seven in Rome the own week in right Italian, beside the week before', async () => {
    const settings = await subscribe(people.aldo);
    expect(settings).toMatchObject({ subscribed: true, nextDueAt: '2026-11-23T06:00:00.000Z' });
    await tick('2026-11-23T05:59:59Z');
    expect(mail.letters).toEqual([]);
    const text = await told(people.aldo);
    expect(lettersTo(people.aldo)[0]?.subject).toBe('Riepilogo settimanale: dal 16/11/2026 al 22/11/2026');
    expect(text).toContain('Buongiorno Aldo,');
    expect(text).toContain('\nTrattative vinte: 2 (prima 1, +100,00 %)\n');
    expect(text).toContain('\nVenduto: 2.234,56 € (prima 1.000,00 €, +123,46 %)\n');
    expect(text).toMatch(/Dati aggiornati al \d\d\/\d\d\/\d{4}, ore \d\d:\d\d\./);
  });

  it('shows what there is no figure for as a dash, never as 0 %', async () => {
    await subscribe(people.alma);
    const text = await told(people.alma);
    expect(text).toContain('\nTasso di vittoria: 100,00 % (prima –)\n');
    expect(text).toContain('\nTrattative vinte: 1 (prima 0)\n');
    expect(text).toContain('\nVisite con ordine: –\n');
  });

  it('comes in English to who prefers it, on the day and at the time that one chooses', async () => {
    await subscribe(people.aldo, { language: 'en', weekday: 5, time: '18:30' });
    await tick('2026-11-20T17:30:00Z');
    const [letter] = lettersTo(people.aldo);
    expect(letter?.subject).toBe('Weekly summary: from 13/11/2026 to 19/11/2026');
    expect(textOf(letter)).toContain('\nAmount won: €1,234.56 (before €1,000.00, +23.46%)\n');
  });

  it('has the figures of the reader’s scope at the time of sending, not of subscribing', async () => {
    await subscribe(people.anna);
    await subscribe(people.beppe);
    await story
      .as(people.admin)
      .patch(`/users/${people.beppe.id}`)
      .send({ teamId: people.anna.teamId })
      .expect(200);
    await tick(MONDAY);
    await story
      .as(people.admin)
      .patch(`/users/${people.beppe.id}`)
      .send({ teamId: people.beppe.teamId })
      .expect(200);
    expect(textOf(lettersTo(people.anna)[0])).toContain('Venduto: 72.734,56 €');
    expect(textOf(lettersTo(people.beppe)[0])).toContain('Venduto: 70.000,00 €');
  });

  it('has the figures and the filter of a dashboard, and those of the own scope once that is no longer shared', async () => {
    const { id } = (
      await story
        .as(people.admin)
        .post('/analytics/dashboards')
        .send({
          ...{ name: 'Nord & Sud <3', visibility: 'PUBLIC', filter: { teamId: people.anna.teamId } },
          widgets: [{ report: 'funnel' }, { report: 'overview', kpis: ['wonAmount', 'wonCount'] }],
        })
    ).body;
    await subscribe(people.admin, { dashboardId: id });
    await subscribe(people.aldo, { dashboardId: id });
    await tick(MONDAY);
    const text = textOf(lettersTo(people.admin)[0]);
    expect(text).toMatch(
      /Cruscotto: Nord & Sud <3\n\nVenduto: 2.734,56 € .*\nTrattative vinte: 3 .*\n\nDati/,
    );
    expect(lettersTo(people.admin)[0]?.source).toContain('Nord &amp; Sud &lt;3');
    expect(textOf(lettersTo(people.aldo)[0])).toContain('Venduto: 2.234,56 €');
    await story
      .as(people.admin)
      .patch(`/analytics/dashboards/${id}`)
      .send({ visibility: 'PRIVATE' })
      .expect(200);
    await tick('2026-11-30T06:00:00Z');
    expect(textOf(lettersTo(people.aldo)[1])).toContain('Trattative create:');
    expect(textOf(lettersTo(people.aldo)[1])).not.toContain('Cruscotto');
    const foreign = await story.as(people.aldo).put('/analytics/summary').send({ dashboardId: id });
    expect(foreign.body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/dashboardId', code: 'DASHBOARD_UNKNOWN' }],
    });
  });

  it('has names in one line, whatever they were saved with before', async () => {
    const { id } = await story.prisma.dashboard.create({
      data: {
        ...{ ownerId: people.aldo.id, name: 'Zona\r\n\r\nValore vinto: 1.000.000 €' },
        ...{ period: { preset: 'LAST_30_DAYS' }, widgets: [{ report: 'overview', kpis: ['wonCount'] }] },
      },
    });
    await subscribe(people.aldo, { dashboardId: id });
    expect(await told(people.aldo)).toContain('\n\nCruscotto: Zona Valore vinto: 1.000.000 €\n\n');
  });

  it('leaves out the amounts that the reader’s role does not see', async () => {
    const admin = story.as(people.admin);
    const permissions = permissionList({ 'analytics:read': 'own' });
    const role = {
      key: 'NO_AMOUNTS',
      name: 'Miope',
      permissions,
      hiddenFields: ['opportunity.amount', 'visit.orderAmount'],
    };
    await admin.post('/roles').send(role).expect(201);
    await subscribe(people.aldo);
    await admin.patch(`/users/${people.aldo.id}`).send({ role: role.key }).expect(200);
    const text = await told(people.aldo);
    await admin.patch(`/users/${people.aldo.id}`).send({ role: 'AGENT' }).expect(200);
    expect(text).toContain('Trattative vinte: 2');
    expect(text).not.toMatch(/€|Valore/);
  });

  it('comes to nobody who is suspended or may read no figures any more, nor later what was due then', async () => {
    const admin = story.as(people.admin);
    await subscribe(people.beppe);
    await subscribe(people.alma);
    await admin
      .post('/roles')
      .send({ key: 'NO_FIGURES', name: 'Cieco', permissions: permissionList({ 'client:read': 'own' }) })
      .expect(201);
    await admin.patch(`/users/${people.alma.id}`).send({ role: 'NO_FIGURES' }).expect(200);
    await story.prisma.user.update({ where: { id: people.beppe.id }, data: { status: 'SUSPENDED' } });
    await tick(MONDAY);
    await story.prisma.user.update({ where: { id: people.beppe.id }, data: { status: 'ACTIVE' } });
    await admin.patch(`/users/${people.alma.id}`).send({ role: 'AGENT' }).expect(200);
    await tick('2026-11-24T06:00:00Z');
    expect(mail.letters).toEqual([]);
    await tick('2026-11-30T06:00:00Z');
    expect([lettersTo(people.beppe).length, lettersTo(people.alma).length]).toEqual([1, 1]);
  });

  it('tells how a rate moved in points, and what is of now apart, beside no week before', async () => {
    const { alma } = people;
    const before = await deals.create(alma, { at: '2026-11-02T10:00:00Z', amount: '300.00' });
    await deals.move(before, 'Won', '2026-11-10T10:00:00Z');
    const lost = await deals.create(alma, { at: '2026-11-02T10:00:00Z', amount: '1.00' });
    await deals.move(lost, 'Lost', '2026-11-18T10:00:00Z');
    const expectedCloseDate = '2026-11-28';
    await deals.create(alma, { at: '2026-11-19T10:00:00Z', amount: '200.00', expectedCloseDate });
    await refreshFigures(story);
    await subscribe(alma);
    const text = await told(alma);
    expect(text).toContain('\nTasso di vittoria: 50,00 % (prima 100,00 %, -50,00 pp)\n');
    expect(text).toContain('\nTrattative create e già vinte: 0,00 %, 1 ancora aperta (prima –)\n');
    expect(text).toContain('\n\nAdesso:\nTrattative aperte: 1\n');
    // The month has no target, so nothing is said of one.
    expect(text).not.toMatch(/obiettivo|\(prima –, –\)/i);
  });

  it('tells how much of the month’s target is won and in the pipeline, where there is one', async () => {
    const { admin, alma } = people;
    const target = (amount: string | null) =>
      story
        .as(admin)
        .put('/targets')
        .send({ targets: [{ ownerId: alma.id, month: '2026-11', amount }] })
        .expect(200);
    await target('1200');
    await subscribe(alma);
    const text = await told(alma);
    expect(text).toContain('\nCopertura dell’obiettivo (novembre 2026): 50,00 %\n');
    expect(text).toContain('\nObiettivo raggiunto (novembre 2026): 66,67 %\n');
    // Beaten: there is nothing left to cover.
    await target('500');
    await tick('2026-11-30T06:00:00Z');
    const next = textOf(lettersTo(alma)[1]);
    expect(next).not.toContain('Copertura dell’obiettivo');
    expect(next).toContain('\nObiettivo raggiunto (novembre 2026): 160,00 %\n');
    await target(null);
  });

  it('comes late but once after weeks in which nothing ran', async () => {
    await subscribe(people.aldo);
    await tick('2026-12-16T10:00:00Z');
    await tick('2026-12-16T10:05:00Z');
    expect(lettersTo(people.aldo).map(({ subject }) => subject)).toEqual([
      'Riepilogo settimanale: dal 07/12/2026 al 13/12/2026',
    ]);
    expect((await story.as(people.aldo).get('/analytics/summary')).body.nextDueAt).toBe(
      '2026-12-21T06:00:00.000Z',
    );
  });

  it('comes at seven by the clock on the wall when the clocks change', async () => {
    story.clock.setTo('2027-03-26T12:00:00Z');
    expect((await subscribe(people.aldo)).nextDueAt).toBe('2027-03-29T05:00:00.000Z');
    await tick('2027-03-29T04:59:00Z');
    expect(mail.letters).toEqual([]);
    await tick('2027-03-29T05:00:00Z');
    expect(lettersTo(people.aldo)[0]?.subject).toContain('dal 22/03/2027 al 28/03/2027');
  });

  it('comes once when two replicas look at the same moment, and to who subscribes anew on that day', async () => {
    const readers = [people.aldo, people.alma, people.beppe, people.anna, people.bruno, people.analyst];
    for (const person of readers) await subscribe(person);
    const other = await bootApp(story.databaseUrl, { SMTP_URL: mail.url, ...MAIL }, story.clock);
    try {
      story.clock.setTo(MONDAY);
      await Promise.all([story.app, other, story.app, other].map((app) => app.get(WeeklySummary).tick()));
      expect(readers.map((person) => lettersTo(person).length)).toEqual(readers.map(() => 1));
      await story.as(people.aldo).delete('/analytics/summary').expect(204);
      await subscribe(people.aldo, { time: '09:00' });
      await tick('2026-11-23T08:00:00Z');
      expect(lettersTo(people.aldo)).toHaveLength(1);
    } finally {
      await other.close();
    }
  });

  it('waits for a mail server that is busy, and is given up where it is refused', async () => {
    await subscribe(people.aldo);
    mail.replies.push({ code: 451 });
    await tick(MONDAY);
    expect(mail.letters).toEqual([]);
    await tick('2026-11-23T06:02:00Z');
    expect(lettersTo(people.aldo)).toHaveLength(1);
    mail.replies.push({ code: 550 });
    await tick('2026-11-30T06:00:00Z');
    await tick('2026-11-30T08:00:00Z');
    expect(lettersTo(people.aldo)).toHaveLength(1);
    expect(await story.prisma.summaryLetter.findMany({ orderBy: { dueOn: 'asc' } })).toEqual([
      expect.objectContaining({ outcome: 'SENT', tries: 2 }),
      expect.objectContaining({ outcome: 'REFUSED', tries: 1 }),
    ]);
  });

  it('that a killed replica had in hand is sent by another, once', async () => {
    const calls: Socket[] = [];
    const silent = createServer((socket) => calls.push(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    await subscribe(people.aldo);
    await story.prisma.summarySubscription.updateMany({ data: { nextDueAt: new Date(Date.now() - 1000) } });
    story.clock.setTo(undefined);
    const replica = await startReplica(story.databaseUrl, STORY_SECRET, {
      ...{ SMTP_URL: `smtp://127.0.0.1:${port}`, SUMMARY_CRON: '* * * * * *', ...MAIL },
    });
    try {
      for (let tries = 0; tries < 400 && calls.length === 0; tries += 1) await wait(25);
      expect(calls.length).toBeGreaterThan(0);
    } finally {
      await replica.kill();
      calls.forEach((socket) => socket.destroy());
      silent.close();
    }
    expect(await story.prisma.summaryLetter.findFirstOrThrow()).toMatchObject({ endedAt: null, tries: 1 });
    await story.app.get(WeeklySummary).tick();
    expect(mail.letters).toEqual([]);
    story.clock.setTo(new Date(Date.now() + 6 * 60_000).toISOString());
    await story.app.get(WeeklySummary).tick();
    await story.app.get(WeeklySummary).tick();
    expect(lettersTo(people.aldo)).toHaveLength(1);
    expect(await story.prisma.summaryLetter.findFirstOrThrow()).toMatchObject({ outcome: 'SENT', tries: 2 });
  });

  describe('ends by one click', () => {
    /** The address in the header, folded lines undone; below `/api/v1`. */
    const oneClick = (letter: ReceivedMail | undefined): string =>
      /^List-Unsubscribe:\s*<https:\/\/crm\.example\.test\/api\/v1(\/[^>]+)>/m.exec(
        (letter?.source ?? '').replace(/\r\n\s+/g, ' '),
      )?.[1] ?? '';
    const post = (path: string) =>
      story.anonymous
        .post(path)
        .set('Content-Type', 'application/x-www-form-urlencoded')
        .send('List-Unsubscribe=One-Click');
    const isSubscribed = async (person: Person): Promise<boolean> =>
      (await story.as(person).get('/analytics/summary')).body.subscribed;

    it('of the mail program (RFC 8058), for its reader alone, and a second click changes nothing', async () => {
      await subscribe(people.aldo);
      await subscribe(people.alma);
      await tick(MONDAY);
      const [letter] = lettersTo(people.aldo);
      expect(letter?.source).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
      expect((await post(oneClick(letter))).status).toBe(204);
      expect((await post(oneClick(letter))).status).toBe(204);
      expect([await isSubscribed(people.aldo), await isSubscribed(people.alma)]).toEqual([false, true]);
      const journal = await story.prisma.journalEntry.findMany({
        where: { entity: 'summary', entityId: people.aldo.id, action: 'summary.unsubscribed' },
      });
      expect(journal.at(-1)).toMatchObject({
        actorId: null,
        ownerId: people.aldo.id,
        facts: { by: 'letter' },
      });
      await tick('2026-11-30T06:00:00Z');
      expect([lettersTo(people.aldo).length, lettersTo(people.alma).length]).toEqual([1, 2]);
    });

    it('by the link in the text too, whose secret stands in the fragment', async () => {
      await subscribe(people.aldo);
      await tick(MONDAY);
      const [letter] = lettersTo(people.aldo);
      expect(textOf(letter)).toContain(`https://crm.example.test/unsubscribe#token=${letter?.token}`);
      expect((await story.anonymous.post(`/analytics/summary/unsubscribe/${letter?.token}`)).status).toBe(
        204,
      );
      expect(await isSubscribed(people.aldo)).toBe(false);
    });

    it('of nobody who guesses, alters a link, or only looks at it', async () => {
      await subscribe(people.aldo);
      await tick(MONDAY);
      const path = oneClick(lettersTo(people.aldo)[0]);
      const [head, token = ''] = path.split(/(?<=unsubscribe\/)/);
      const altered = token.slice(0, 60) + (token[60] === 'A' ? 'B' : 'A') + token.slice(61);
      for (const guess of [people.aldo.id, altered, 'x'.repeat(98), `${token}AAAA`])
        expect((await post(`${head}${guess}`)).status).toBe(404);
      // A mail program that follows links to look at them ends nothing.
      expect((await story.anonymous.get(path)).status).toBe(404);
      expect(await isSubscribed(people.aldo)).toBe(true);
    });
  });

  it('is one’s own to order: a key may ask about it, but orders none for its owner', async () => {
    story.clock.setTo(undefined);
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
    const { body } = await story
      .as(people.aldo)
      .post('/api-keys')
      .send({
        name: 'foglio',
        permissions: permissionList({ 'analytics:read': 'own' }),
        ...{ currentPassword: PASSWORD, expiresAt },
      });
    const key = { ...people.aldo, token: body.key as string };
    expect((await story.as(key).get('/analytics/summary')).status).toBe(200);
    expect((await story.as(key).put('/analytics/summary').send({})).status).toBe(403);
    await subscribe(people.aldo);
    const { body: refused } = await story.as(key).delete('/analytics/summary');
    expect(refused).toMatchObject({ status: 403, code: 'INTERACTIVE_ONLY' });
    expect((await story.as(people.aldo).get('/analytics/summary')).body.subscribed).toBe(true);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import nodeIcal, { type VEvent } from 'node-ical';
import { createClient } from '../factories/client.ts';
import { createVisit } from '../factories/visit.ts';
import { type Person, signIn } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

const ODD = `L'Angolo; "da Gìno", \\ Caffè & Tè 🍷 ${'molto lungo '.repeat(12)}`.trim();
const NOW = '2026-03-25T09:00:00.000Z';

interface Read {
  uid: string;
  summary: string;
  location: string;
  start: string;
  end: string;
  sequence: string;
  status: string;
}

/** The events as ical.js reads them. */
function withIcalJs(text: string): Read[] {
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      ...{ uid: event.uid, summary: event.summary, location: event.location ?? '' },
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      sequence: String(event.sequence),
      status: String(component.getFirstPropertyValue('status')),
    };
  });
}

/** The same as node-ical reads them. */
function withNodeIcal(text: string): Read[] {
  const entries = Object.values(nodeIcal.sync.parseICS(text));
  return entries
    .filter((entry): entry is VEvent => entry?.type === 'VEVENT')
    .map(({ uid, summary, location, start, end, sequence, status }) => ({
      ...{ uid, summary: textOf(summary), location: textOf(location) },
      ...{ start: start.toISOString(), end: end?.toISOString() ?? '' },
      ...{ sequence: String(sequence), status: String(status) },
    }));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

describe('a calendar feed', () => {
  let story: Story;
  let clientId: string;
  beforeAll(async () => {
    story = await startStory({ PUBLIC_URL: 'https://crm.example.test' });
    clientId = (
      await createClient(story, story.people.aldo, {
        ...{
          name: ODD,
          phone: '+39 02 1234567',
          email: 'gino@example.test',
          notes: 'moroso',
          street: 'Via Roma, 1',
        },
        ...{ postalCode: '00184', city: 'Roma', province: 'RM', latitude: 41.9, longitude: 12.5 },
      })
    ).id;
    story.clock.setTo(NOW);
  });
  afterAll(() => story.end());

  const subscribe = async (person: Person, name = 'telefono') => {
    const { status, body } = await story.as(person).post('/calendar-feeds').send({ name });
    expect(status).toBe(201);
    return { id: body.id as string, path: new URL(body.address as string).pathname };
  };
  const read = (path: string, etag?: string) => {
    const call = story.outside.get(path).buffer(true);
    return etag === undefined ? call : call.set('If-None-Match', etag);
  };
  const visitAt = (scheduledAt: string, more: Partial<Parameters<typeof createVisit>[2]> = {}) =>
    createVisit(story, story.people.aldo, { clientId, scheduledAt, ...more });

  it('has a secret address that is shown once and kept as a hash alone', async () => {
    const { alma } = story.people;
    const { status, body } = await story.as(alma).post('/calendar-feeds').send({ name: ' telefono ' });
    expect(status).toBe(201);
    expect(body.address).toMatch(/^https:\/\/crm\.example\.test\/api\/v1\/calendar\/[\w-]{43}\.ics$/);
    const secret = /calendar\/(.{43})/.exec(body.address as string)?.[1] ?? '';
    const list = await story.as(alma).get('/calendar-feeds');
    expect(list.body).toEqual([
      { id: body.id, name: 'telefono', createdAt: NOW, rotatedAt: null, lastReadAt: null },
    ]);
    const rows = await story.prisma.$queryRaw<{ text: string }[]>`
      SELECT f::text AS text FROM calendar_feeds f UNION ALL SELECT j::text FROM journal j`;
    expect(rows.map(({ text }) => text).join()).not.toContain(secret);
  });

  it('is read alike by two programs: odd names, UTC, both days when the clock changes', async () => {
    const { aldo } = story.people;
    const { path } = await subscribe(aldo);
    const expected = [];
    // Nine in the morning in Rome, before and after each change.
    for (const [scheduledAt, status] of [
      ['2026-03-28T08:00:00.000Z', 'PLANNED'],
      ['2026-03-29T07:00:00.000Z', 'CONFIRMED'],
      ['2026-03-30T07:00:00.000Z', 'CANCELLED'],
    ] as const) {
      const { id } = await visitAt(scheduledAt, { status });
      expected.push({
        ...{ uid: `visit-${id}@nexus-crm`, summary: ODD, location: 'Via Roma, 1, 00184 Roma (RM)' },
        ...{ start: scheduledAt, end: new Date(Date.parse(scheduledAt) + 1_800_000).toISOString() },
        sequence: '0',
        status: { PLANNED: 'TENTATIVE', CONFIRMED: 'CONFIRMED', CANCELLED: 'CANCELLED' }[status],
      });
    }
    const { status, headers, text } = await read(path);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
    expect(withIcalJs(text)).toEqual(expected);
    expect(withNodeIcal(text)).toEqual(expected);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    expect(text).toContain('DTSTART:20260329T070000Z');
  });

  it('says nothing about a client but name and place', async () => {
    const { path } = await subscribe(story.people.aldo);
    await visitAt('2026-04-01T08:00:00Z');
    const { text } = await read(path);
    const unfolded = text.replaceAll('\r\n ', '');
    expect(unfolded).toContain('Angolo');
    expect(unfolded).not.toMatch(/1234567|gino@|moroso|order/i);
  });

  it('keeps the event and counts up when its visit moves, and is the same text until then', async () => {
    const { aldo } = story.people;
    const { path } = await subscribe(aldo);
    const { id } = await visitAt('2026-04-02T08:00:00Z');
    const mine = (text: string) => withIcalJs(text).find(({ uid }) => uid === `visit-${id}@nexus-crm`);
    const first = await read(path);
    expect(mine(first.text)).toMatchObject({ sequence: '0', status: 'TENTATIVE' });
    story.clock.setTo('2026-03-25T10:30:00Z');
    const again = await read(path);
    story.clock.setTo(NOW);
    expect([again.text, again.headers['etag']]).toEqual([first.text, first.headers['etag']]);
    expect((await read(path, first.headers['etag'])).status).toBe(304);

    await story.as(aldo).patch(`/visits/${id}`).send({ scheduledAt: '2026-04-02T10:00:00Z' });
    const moved = await read(path, first.headers['etag']);
    expect(moved.status).toBe(200);
    expect(mine(moved.text)).toMatchObject({ sequence: '1', start: '2026-04-02T10:00:00.000Z' });
    await story.as(aldo).post(`/visits/${id}/cancel`).send({ reason: 'ferie' });
    expect(mine((await read(path)).text)).toMatchObject({ sequence: '2', status: 'CANCELLED' });
    await story.prisma.visit.update({ where: { id }, data: { deletedAt: new Date() } });
    expect(mine((await read(path)).text)).toBeUndefined();
  });

  it('reaches from 30 days back to 180 ahead, and has one’s own visits alone, whatever the role sees', async () => {
    const { alma, anna } = story.people;
    const days = [
      '2026-02-22T23:30:00Z',
      '2026-02-22T22:30:00Z',
      '2026-09-21T21:30:00Z',
      '2026-09-21T22:30:00Z',
    ];
    const ids = [];
    for (const scheduledAt of days) ids.push((await createVisit(story, alma, { clientId, scheduledAt })).id);
    const { path } = await subscribe(alma, 'computer');
    expect(withIcalJs((await read(path)).text).map(({ uid }) => uid)).toEqual(
      [ids[0], ids[2]].map((id) => `visit-${String(id)}@nexus-crm`),
    );
    const managers = await subscribe(anna);
    expect(withIcalJs((await read(managers.path)).text)).toEqual([]);
  });

  it('has another address after it was rotated, and none after it was deleted', async () => {
    const { beppe } = story.people;
    const { id, path } = await subscribe(beppe);
    expect((await story.as(story.people.bruno).post(`/calendar-feeds/${id}/rotate`)).status).toBe(404);
    expect((await story.as(story.people.admin).delete(`/calendar-feeds/${id}`)).status).toBe(404);
    const { body } = await story.as(beppe).post(`/calendar-feeds/${id}/rotate`);
    expect(body).toMatchObject({ id, rotatedAt: NOW });
    const next = new URL(body.address as string).pathname;
    expect([(await read(path)).status, (await read(next)).status]).toEqual([404, 200]);
    expect((await story.as(beppe).get('/calendar-feeds')).body[0].lastReadAt).toBe(NOW);
    expect((await story.as(beppe).delete(`/calendar-feeds/${id}`)).status).toBe(204);
    expect((await read(next)).status).toBe(404);
    const journal = await story.prisma.journalEntry.findMany({
      where: { entityId: id },
      orderBy: { id: 'asc' },
    });
    expect(journal.map(({ action, actorId }) => [action, actorId])).toEqual(
      ['created', 'rotated', 'deleted'].map((verb) => [`calendarfeed.${verb}`, beppe.id]),
    );
  });

  it('is as unknown as one that never was, when it has ended, is spelled wrong, or its owner may not see visits', async () => {
    const { bruno } = story.people;
    const { path } = await subscribe(bruno);
    await story.prisma.role.create({
      data: { key: 'BLIND', name: 'Blind', permissions: { 'client:read': 'own' } },
    });
    await story.prisma.user.update({ where: { id: bruno.id }, data: { role: 'BLIND' } });
    const strip = ({ body }: { body: object }) => ({ ...body, instance: '', requestId: '' });
    const never = await read(`/api/v1/calendar/${'x'.repeat(43)}.ics`);
    expect(never.status).toBe(404);
    for (const other of [
      path,
      '/api/v1/calendar/short.ics',
      `${path.slice(0, -5)}.ics`,
      path.toUpperCase().replace('/API/V1/CALENDAR', '/api/v1/calendar').replace('.ICS', '.ics'),
    ]) {
      const answer = await read(other);
      expect([answer.status, strip(answer)]).toEqual([404, strip(never)]);
    }
    const anew = { ...bruno, token: await signIn(story.outside, bruno.email) };
    const { status, body } = await story.as(anew).post('/calendar-feeds').send({});
    expect([status, body.code]).toEqual([403, 'FORBIDDEN']);
  });

  it('ends with the account, at once', async () => {
    const { alma, admin } = story.people;
    const { path } = await subscribe(alma, 'terzo');
    expect((await read(path)).status).toBe(200);
    await story.as(admin).post(`/users/${alma.id}/suspend`).expect(200);
    expect((await read(path)).status).toBe(404);
    await story.as(admin).post(`/users/${alma.id}/activate`).expect(200);
  });

  it('is one of five at most, also for many requests at once', async () => {
    const { admin } = story.people;
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => story.as(admin).post('/calendar-feeds').send({})),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array<number>(5).fill(201),
      409,
      409,
      409,
    ]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('TOO_MANY_FEEDS');
  });
});

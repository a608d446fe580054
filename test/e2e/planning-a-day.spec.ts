import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ROLE_PERMISSIONS } from '#app/auth/permissions/role-permissions.js';
import { Principal } from '#app/platform/access/index.js';
import { RoutePlanningService } from '#app/visits/routes/route-planning.service.js';
import { createClient } from '../factories/client.ts';
import { createVisit } from '../factories/visit.ts';
import type { Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

const OFFICE = { latitude: 45.4642, longitude: 9.19 };
const ALL_DAY = { from: '09:00', to: '18:00' };
/** A Monday without anything in it. */
let monday = 0;
const nextMonday = (): string => {
  monday += 7;
  return new Date(Date.UTC(2026, 3, 6 + monday)).toISOString().slice(0, 10);
};

describe('planning a day', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  /** A client so many kilometres east of the office. */
  const clientAt = async (km: number, fields: object = {}, owner: Person = story.people.aldo) =>
    (
      await createClient(story, owner, {
        latitude: OFFICE.latitude,
        longitude: OFFICE.longitude + km / 77.98,
        ...fields,
      })
    ).id;
  const plan = (person: Person, body: object) =>
    story
      .as(person)
      .post('/routes/plan-day')
      .send({ start: OFFICE, shift: ALL_DAY, ...body });
  const clientsOf = (route: { stops: { clientId: string }[] }) => route.stops.map(({ clientId }) => clientId);

  it('puts clients along the road in order, says how it knows, and stores the plan', async () => {
    const [far, near, middle] = [await clientAt(20), await clientAt(5), await clientAt(12)];
    const { status, body } = await plan(story.people.aldo, {
      date: nextMonday(),
      clientIds: [far, near, middle],
      end: null,
    });
    expect(status).toBe(201);
    expect(clientsOf(body)).toEqual([near, middle, far]);
    expect(body).toMatchObject({
      ...{
        agentId: story.people.aldo.id,
        engine: 'in-process',
        degraded: false,
        degradedReason: null,
        seed: 1,
        committed: false,
      },
      ...{
        matrixSource: 'great-circle-1.3@40kmh',
        objective: 'MIN_TRAVEL',
        unassigned: [],
        lunchBreak: null,
      },
      totals: { visits: 3, serviceSeconds: 5400, waitingSeconds: 0, returnMeters: 0 },
    });
    const [first, second] = body.stops;
    expect(first.sequence).toBe(1);
    expect(first.travelMeters).toBeGreaterThan(6400);
    expect(first.travelMeters).toBeLessThan(6600);
    expect(first.travelSeconds).toBe(Math.round((first.travelMeters * 3.6) / 40));
    expect(Date.parse(second.arrival) - Date.parse(first.departure)).toBe(second.travelSeconds * 1000);
    expect((await story.as(story.people.aldo).get(`/routes/${body.id}`)).body).toEqual(body);
    expect(await story.prisma.visit.count({ where: { clientId: near } })).toBe(0);
  });

  it('the same request and seed give the same plan', async () => {
    const clientIds = await Promise.all(
      [3, 7, 1, 9, 4, 6].map((km) => clientAt(km, { latitude: OFFICE.latitude + km / 300 })),
    );
    const date = nextMonday();
    const times = async (seed: number) =>
      (await plan(story.people.aldo, { date, clientIds, seed })).body.stops;
    expect(await times(7)).toEqual(await times(7));
  });

  it('fits whole visits into opening hours and takes the lunch break whole', async () => {
    const openingHours = {
      mon: [
        ['09:00', '12:30'],
        ['15:30', '19:30'],
      ],
    };
    const clientIds = await Promise.all([2, 4, 6].map((km) => clientAt(km, { openingHours })));
    const date = nextMonday();
    const { body } = await plan(story.people.aldo, {
      date,
      clientIds,
      visitMinutes: 80,
      lunchBreak: { from: '12:30', to: '14:30', minutes: 60 },
    });
    expect(body.unassigned).toEqual([]);
    const romeTime = (instant: string) =>
      new Date(instant).toLocaleTimeString('it-IT', {
        timeZone: 'Europe/Rome',
        hour: '2-digit',
        minute: '2-digit',
      });
    for (const { serviceStart, departure } of body.stops) {
      const [from, to] = [romeTime(serviceStart), romeTime(departure)];
      expect((from >= '09:00' && to <= '12:30') || (from >= '15:30' && to <= '19:30')).toBe(true);
    }
    const { start, end } = body.lunchBreak;
    expect(Date.parse(end) - Date.parse(start)).toBe(3_600_000);
    expect(romeTime(start) >= '12:30' && romeTime(end) <= '14:30').toBe(true);
  });

  it('reads opening hours on the wall, also on the days when the clock changes', async () => {
    for (const [date, opens] of [
      ['2026-03-29', '2026-03-29T08:00:00.000Z'],
      ['2026-10-25', '2026-10-25T09:00:00.000Z'],
    ]) {
      const client = await clientAt(1, { openingHours: { sun: [['10:00', '10:30']] } });
      const { body } = await plan(story.people.aldo, { date, clientIds: [client] });
      expect(body.stops[0].serviceStart).toBe(opens);
    }
  });

  it('says for every client left out why', async () => {
    const nowhere = (await createClient(story, story.people.aldo)).id;
    const closed = await clientAt(3, { openingHours: { tue: [['09:00', '18:00']] } });
    const evening = await clientAt(3, { openingHours: { mon: [['20:00', '22:00']] } });
    const rome = await clientAt(0, { latitude: 41.9, longitude: 12.5 });
    const fine = await clientAt(3);
    const clientIds = [nowhere, closed, evening, rome, fine];
    const { body } = await plan(story.people.aldo, {
      date: nextMonday(),
      clientIds,
      objective: 'MAX_VISITS',
    });
    expect(clientsOf(body)).toEqual([fine]);
    const codes = Object.fromEntries(
      body.unassigned.map(({ clientId, code }: { clientId: string; code: string }) => [clientId, code]),
    );
    expect(codes).toMatchObject({
      [nowhere]: 'NO_COORDINATES',
      [closed]: 'CLOSED_THAT_DAY',
      [evening]: 'OUTSIDE_SHIFT',
    });
    expect(['TOO_LONG_FOR_DAY', 'OUTSIDE_SHIFT', 'WINDOW_UNREACHABLE']).toContain(codes[rome]);
    for (const { message } of body.unassigned) expect(message.length).toBeGreaterThan(10);
  });

  it('keeps fixed and confirmed visits at their time and plans around them', async () => {
    const { aldo } = story.people;
    const date = nextMonday();
    const [a, b, c] = [await clientAt(2), await clientAt(3), await clientAt(4)];
    const confirmed = await createVisit(story, aldo, {
      clientId: a,
      scheduledAt: `${date}T08:00:00Z`,
      status: 'CONFIRMED',
    });
    const fixed = await createVisit(story, aldo, {
      clientId: b,
      scheduledAt: `${date}T12:00:00Z`,
      fixed: true,
    });
    const loose = await createVisit(story, aldo, { clientId: c, scheduledAt: `${date}T14:00:00Z` });
    const { body } = await plan(aldo, { date, commit: true });
    const at = (id: string) =>
      body.stops.find(({ visitId }: { visitId: string }) => visitId === id).serviceStart;
    expect(at(confirmed.id)).toBe(confirmed.scheduledAt.toISOString());
    expect(at(fixed.id)).toBe(fixed.scheduledAt.toISOString());
    const after = await story.prisma.visit.findMany({
      where: { id: { in: [confirmed.id, fixed.id, loose.id] } },
      orderBy: { scheduledAt: 'asc' },
    });
    expect(after.filter(({ id }) => id !== loose.id)).toEqual([confirmed, fixed]);
    expect(after.find(({ id }) => id === loose.id)?.scheduledAt.toISOString()).toBe(at(loose.id));
  });

  it('writes a plan into the calendar: visits trade places, clients get one, the journal knows both', async () => {
    const { aldo } = story.people;
    const date = nextMonday();
    const [near, far, fresh] = [await clientAt(5), await clientAt(25), await clientAt(12)];
    const first = await createVisit(story, aldo, {
      clientId: far,
      scheduledAt: `${date}T07:15:00Z`,
      durationMinutes: 60,
    });
    const second = await createVisit(story, aldo, {
      clientId: near,
      scheduledAt: `${date}T08:15:00Z`,
      durationMinutes: 60,
    });
    const { body, status } = await plan(aldo, { date, clientIds: [fresh], end: null, commit: true });
    expect(status).toBe(201);
    expect(body.committed).toBe(true);
    expect(clientsOf(body)).toEqual([near, fresh, far]);
    const visits = await story.prisma.visit.findMany({
      where: { clientId: { in: [near, far, fresh] } },
      orderBy: { scheduledAt: 'asc' },
    });
    expect(visits.map(({ id, scheduledAt }) => [id, scheduledAt.toISOString()])).toEqual(
      body.stops.map(({ visitId, serviceStart }: { visitId: string; serviceStart: string }) => [
        visitId,
        serviceStart,
      ]),
    );
    expect([visits[0]?.id, visits[2]?.id]).toEqual([second.id, first.id]);
    const journal = await story.prisma.journalEntry.findMany({
      where: { entityId: { in: visits.map(({ id }) => id) } },
    });
    expect(journal.map(({ action }) => action).sort()).toEqual([
      'visit.planned',
      'visit.updated',
      'visit.updated',
    ]);
    for (const { facts } of journal) expect(facts).toMatchObject({ routeId: body.id });
  });

  it('a plan moves no visit that its maker may only read', async () => {
    const { anna, aldo } = story.people;
    const date = nextMonday();
    const clientId = await clientAt(7);
    const visit = await createVisit(story, aldo, { clientId, scheduledAt: `${date}T10:00:00Z` });
    const permissions = { ...ROLE_PERMISSIONS.MANAGER, 'visit:update': 'own' } as const;
    const reader = new Principal(anna.id, 'Anna', 'MANAGER', anna.teamId, randomUUID(), {
      permissions,
      hiddenFields: new Set(),
    });
    const planned = story.app
      .get(RoutePlanningService, { strict: false })
      .planDay(reader, { agentId: aldo.id, date, start: OFFICE, shift: ALL_DAY, commit: true });
    await expect(planned).rejects.toMatchObject({ code: 'PLAN_OUTDATED' });
    expect(await story.prisma.visit.findUnique({ where: { id: visit.id } })).toEqual(visit);
  });

  it('a visit in the calendar is never pushed out by clients who might be visited as well', async () => {
    const { aldo } = story.people;
    const date = nextMonday();
    const planned = await createVisit(story, aldo, {
      clientId: await clientAt(30),
      scheduledAt: `${date}T08:00:00Z`,
      durationMinutes: 60,
    });
    const clientIds = await Promise.all([1, 2, 3, 4, 5].map((km) => clientAt(km)));
    const shift = { from: '09:00', to: '12:00' };
    const { body } = await plan(aldo, { date, clientIds, shift, objective: 'MAX_VISITS', commit: true });
    expect(body.stops.map(({ visitId }: { visitId: string }) => visitId)).toContain(planned.id);
    expect(body.unassigned.length).toBeGreaterThan(0);
  });

  it('says which visit of the calendar stands in the way of a plan', async () => {
    const { aldo } = story.people;
    const date = nextMonday();
    const endless = await createVisit(story, aldo, {
      clientId: await clientAt(2),
      scheduledAt: `${date}T07:00:00Z`,
      durationMinutes: 480,
    });
    const shift = { from: '09:00', to: '12:00' };
    const { body, status } = await plan(aldo, { date, shift, clientIds: [await clientAt(1)], commit: true });
    expect([status, body.code]).toEqual([409, 'VISIT_OVERLAP']);
    expect(body.unassigned).toEqual([
      expect.objectContaining({ visitId: endless.id, code: 'TOO_LONG_FOR_DAY' }),
    ]);
  });

  it('a plan that would overlap what stays is refused as a whole', async () => {
    const { aldo } = story.people;
    const date = nextMonday();
    const [a, b, hidden] = [await clientAt(1), await clientAt(2), await clientAt(3)];
    await createVisit(story, aldo, {
      clientId: hidden,
      scheduledAt: `${date}T07:00:00Z`,
      durationMinutes: 480,
    });
    const before = await story.prisma.visit.findMany({ orderBy: { id: 'asc' } });
    const routes = await story.prisma.route.count();
    const { status, body } = await plan(aldo, {
      date,
      clientIds: [a, b],
      includePlanned: false,
      commit: true,
    });
    expect([status, body.code]).toEqual([409, 'VISIT_OVERLAP']);
    expect(await story.prisma.visit.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
    expect(await story.prisma.route.count()).toBe(routes);
  });

  it('of four plans that race for the same empty day one is written', async () => {
    const clientIds = [await clientAt(1), await clientAt(2)];
    const date = nextMonday();
    const answers = await Promise.all(
      [1, 2, 3, 4].map((seed) =>
        plan(story.people.aldo, { date, clientIds, seed, commit: true, includePlanned: false }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    expect(await story.prisma.visit.count({ where: { clientId: { in: clientIds } } })).toBe(2);
  });

  it('a manager plans for the team; foreign agents, clients and visits are as unknown as missing ones', async () => {
    const { anna, aldo, alma, beppe } = story.people;
    const [own, foreign] = [await clientAt(2), await clientAt(2, {}, beppe)];
    const date = nextMonday();
    expect((await plan(anna, { agentId: aldo.id, date, clientIds: [own] })).body.agentId).toBe(aldo.id);
    expect((await plan(aldo, { agentId: alma.id, date })).status).toBe(400);
    expect((await plan(story.people.analyst, { date })).status).toBe(403);
    const foreignVisit = await createVisit(story, beppe, {
      clientId: foreign,
      scheduledAt: `${date}T10:00:00Z`,
    });
    for (const [field, theirs, code] of [
      ['agentId', beppe.id, 'OWNER_UNKNOWN'],
      ['clientIds', [own, foreign], 'CLIENT_UNKNOWN'],
      ['visitIds', [foreignVisit.id], 'VISIT_UNKNOWN'],
    ] as const) {
      const missing =
        typeof theirs === 'string' ? randomUUID() : theirs.map((id) => (id === own ? own : randomUUID()));
      const answers = [
        await plan(anna, { date, [field]: theirs }),
        await plan(anna, { date, [field]: missing }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([400, 400]);
      expect(answers[0]?.body.errors).toEqual(answers[1]?.body.errors);
      expect(answers[0]?.body.errors[0].code).toBe(code);
    }
  });

  it('routes are seen by their agent, the manager and the office, and by nobody else', async () => {
    const { aldo, alma, anna, bruno, analyst } = story.people;
    const { body } = await plan(aldo, { date: nextMonday(), clientIds: [await clientAt(2)] });
    for (const reader of [aldo, anna, analyst])
      expect((await story.as(reader).get(`/routes/${body.id}`)).status).toBe(200);
    for (const stranger of [alma, bruno]) {
      for (const path of [`/routes/${body.id}`, `/routes/${body.id}.geojson`])
        expect((await story.as(stranger).get(path)).status).toBe(404);
      expect(
        (await story.as(stranger).post(`/routes/${body.id}/recalculate`).send({ order: [] })).status,
      ).toBe(404);
      expect((await story.as(stranger).get(`/routes?agentId=${aldo.id}`)).body.items).toEqual([]);
    }
    expect((await story.as(analyst).post(`/routes/${body.id}/recalculate`).send({ order: [] })).status).toBe(
      403,
    );
    const { items } = (await story.as(aldo).get(`/routes?from=${body.date}&sort=-date`)).body;
    expect(items.map(({ id }: { id: string }) => id)).toContain(body.id);
  });

  it('draws the day as GeoJSON and opens it in navigation apps', async () => {
    const clientIds = await Promise.all(Array.from({ length: 11 }, (_, i) => clientAt(i + 1)));
    const { body } = await plan(story.people.aldo, { date: nextMonday(), clientIds, visitMinutes: 15 });
    expect(body.stops).toHaveLength(11);
    expect(body.links.googleMaps).toHaveLength(2);
    expect(body.links.waze[0].url).toMatch(/^https:\/\/waze\.com\/ul\?ll=45\.4642/);
    const map = await story.as(story.people.aldo).get(`/routes/${body.id}.geojson`).buffer(true);
    expect(map.headers['content-type']).toMatch('application/geo+json');
    const { type, features } = JSON.parse(map.text);
    expect(type).toBe('FeatureCollection');
    const kinds = features.map(({ properties }: { properties: { kind: string } }) => properties.kind);
    expect(kinds).toEqual(['start', ...Array<string>(11).fill('stop'), 'end', 'path']);
    expect(features[0].geometry).toEqual({ type: 'Point', coordinates: [OFFICE.longitude, OFFICE.latitude] });
    expect(features.at(-1).geometry.coordinates).toHaveLength(13);
    expect(features.at(-1).properties).toMatchObject({ straight: true });
  });

  it('tells where the day begins and ends, often a home, only to those who may plan it', async () => {
    const { aldo, anna, analyst } = story.people;
    const clientIds = [await clientAt(1), await clientAt(2)];
    const { body } = await plan(aldo, { date: nextMonday(), clientIds });
    const seenBy = async (reader: typeof aldo) => {
      const { text } = await story.as(reader).get(`/routes/${body.id}.geojson`).buffer(true);
      const { links } = (await story.as(reader).get(`/routes/${body.id}`)).body;
      const kinds = JSON.parse(text).features.map(
        ({ properties }: { properties: { kind: string } }) => properties.kind,
      );
      return { kinds, told: text.includes(`${OFFICE.longitude},`), legs: links.googleMaps };
    };
    for (const planner of [aldo, anna])
      expect(await seenBy(planner)).toEqual({
        ...{ kinds: ['start', 'stop', 'stop', 'end', 'path'], told: true, legs: body.links.googleMaps },
      });
    const outside = await seenBy(analyst);
    expect(outside).toMatchObject({ kinds: ['stop', 'stop', 'path'], told: false });
    expect(outside.legs).toHaveLength(1);
    expect(outside.legs[0]).not.toContain(String(OFFICE.longitude));
  });

  it('keeps where the agent stood during the day between the agent and whoever said it', async () => {
    const { aldo, anna } = story.people;
    const clientIds = [await clientAt(1), await clientAt(2)];
    const date = nextMonday();
    const { body } = await plan(aldo, { date, clientIds, end: null, now: `${date}T09:30:00Z` });
    const start = `origin=${OFFICE.latitude}%2C${OFFICE.longitude}&`;
    const legOf = ({ links }: { links: { googleMaps: string[] } }) => links.googleMaps[0] ?? '';
    expect(legOf(body)).toContain(start);
    const url = `/routes/${body.id}`;
    expect(legOf((await story.as(aldo).get(url)).body)).toContain(start);
    const byAnna = (await story.as(anna).get(url)).body;
    expect([legOf(byAnna) !== '', legOf(byAnna).includes(start)]).toEqual([true, false]);
    const again = await story.as(anna).post(`${url}/recalculate`).send({ order: clientIds });
    expect([again.status, legOf(again.body).includes(start)]).toEqual([200, false]);
    const map = await story.as(anna).get(`${url}.geojson`).buffer(true);
    expect(map.text).not.toContain('"start"');
  });

  it('is written although somebody else writes visits to the same clients in another order', async () => {
    const [near, far] = [await clientAt(1), await clientAt(9)];
    const other = await story.prisma.pool.connect();
    try {
      await other.query('BEGIN');
      const hold = (id: string) =>
        other.query('SELECT FROM client_cadences WHERE client_id = $1 FOR UPDATE', [id]);
      await hold(far);
      const planned = plan(story.people.aldo, {
        ...{ date: nextMonday(), clientIds: [near, far], commit: true, end: null },
      }).then((answer) => answer);
      for (let waiting = 0; waiting === 0;) {
        const { rows } = await other.query(
          'SELECT count(*)::int AS waiting FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()',
        );
        waiting = rows[0].waiting;
      }
      await hold(near);
      await other.query('COMMIT');
      const { status, body } = await planned;
      expect([status, body.committed]).toEqual([201, true]);
    } finally {
      await other.query('ROLLBACK');
      other.release();
    }
  });

  it('times an order made by hand and says what it breaks', async () => {
    const { aldo } = story.people;
    const morning = await clientAt(20, { openingHours: { mon: [['09:00', '10:15']] } });
    const near = await clientAt(2);
    const { body } = await plan(aldo, { date: nextMonday(), clientIds: [morning, near] });
    expect(clientsOf(body)).toHaveLength(2);
    const again = (order: string[]) => story.as(aldo).post(`/routes/${body.id}/recalculate`).send({ order });
    const late = (await again([near, morning])).body;
    const stored = (await story.as(aldo).get(`/routes/${body.id}`)).body;
    expect(clientsOf(late)).toEqual([near, morning]);
    expect(late.violations).toEqual([expect.objectContaining({ type: 'WINDOW', sequence: 2 })]);
    expect(late.violations[0].excess).toBeGreaterThan(0);
    expect(stored).toEqual(body);
    expect((await again([morning, near])).body).toMatchObject({ violations: [], totals: { visits: 2 } });
    expect((await again([randomUUID()])).body.errors[0]).toMatchObject({
      pointer: '/order/0',
      code: 'STOP_UNKNOWN',
    });
    expect((await again([near, near])).status).toBe(400);
  });

  it('a day without anybody to visit is an empty plan', async () => {
    const { status, body } = await plan(story.people.alma, {
      date: nextMonday(),
      lunchBreak: { from: '12:00', to: '14:00', minutes: 30 },
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      stops: [],
      unassigned: [],
      links: { googleMaps: [], waze: [] },
      totals: { visits: 0, travelMeters: 0 },
    });
  });

  it('a visit of another day may be drawn in, unless it is fixed or over', async () => {
    const { aldo } = story.people;
    const [date, other] = [nextMonday(), nextMonday()];
    const client = await clientAt(2);
    const loose = await createVisit(story, aldo, { clientId: client, scheduledAt: `${other}T08:00:00Z` });
    const fixed = await createVisit(story, aldo, {
      clientId: client,
      scheduledAt: `${other}T10:00:00Z`,
      fixed: true,
    });
    const done = await createVisit(story, aldo, {
      clientId: client,
      scheduledAt: `${other}T12:00:00Z`,
      status: 'COMPLETED',
    });
    for (const { id } of [fixed, done])
      expect((await plan(aldo, { date, visitIds: [id] })).body.errors[0].code).toBe('VISIT_NOT_MOVABLE');
    const { body } = await plan(aldo, { date, visitIds: [loose.id], commit: true });
    expect(body.stops[0].visitId).toBe(loose.id);
    expect(
      (await story.prisma.visit.findUniqueOrThrow({ where: { id: loose.id } })).scheduledAt
        .toISOString()
        .slice(0, 10),
    ).toBe(date);
  });

  it.each([
    ['/date', { date: '2026-02-30' }],
    ['/start', { start: null }],
    ['/start/latitude', { start: { latitude: 95, longitude: 9 } }],
    ['/shift/from', { shift: { from: '9', to: '18:00' } }],
    ['/shift', { shift: { from: '18:00', to: '09:00' } }],
    ['/lunchBreak', { lunchBreak: { from: '12:30', to: '13:00', minutes: 60 } }],
    ['/objective', { objective: 'FASTEST' }],
    ['/clientIds', { clientIds: ['x'] }],
    ['/seed', { seed: 1.5 }],
    ['/driver', { driver: 'me' }],
  ])('points at %s when it is wrong', async (pointer, wrong) => {
    const { status, body } = await plan(story.people.aldo, { date: '2026-04-06', ...wrong });
    expect(status).toBe(400);
    expect(body.errors[0].pointer).toBe(pointer);
  });
});

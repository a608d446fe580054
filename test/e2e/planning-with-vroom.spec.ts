import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from '../factories/client.ts';
import { startStory, type Story } from '../support/story.ts';

const OFFICE = { latitude: 45.4642, longitude: 9.19 };

interface Job {
  id: number;
  location_index: number;
  service: number;
  priority: number;
  time_windows?: number[][];
}
interface VroomBody {
  jobs: Job[];
  vehicles: { id: number; breaks?: object[]; time_window: number[] }[];
  matrices: { car: { durations: number[][] } };
}
type Answer = (body: VroomBody, response: ServerResponse) => void;

/** An answer in VROOM's form: every job in this order. */
const serve =
  (pick: (jobs: Job[]) => number[]): Answer =>
  (body, response) => {
    const steps = [
      { type: 'start' },
      ...pick(body.jobs).map((id) => ({ type: 'job', id, arrival: 0 })),
      { type: 'end' },
    ];
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        code: 0,
        summary: { computing_times: {} },
        unassigned: [],
        routes: [{ vehicle: 0, steps }],
      }),
    );
  };

/** Blanks, which JSON allows, until nobody listens any more. */
function pour(response: ServerResponse): void {
  const blanks = Buffer.alloc(1_000_000, ' ');
  const more = (): void => {
    while (response.writable && response.write(blanks));
  };
  response.on('drain', more);
  more();
}

describe('planning with the VROOM service', () => {
  let story: Story;
  let service: Server;
  let answer: Answer;
  let asked: VroomBody[] = [];
  let clientIds: string[];
  let url: string;

  const listen = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as VroomBody;
      asked.push(body);
      answer(body, response);
    });
  };

  beforeAll(async () => {
    service = createServer(listen);
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(service.address() as AddressInfo).port}/`;
    story = await startStory({ VROOM_URL: url });
    const hours = { mon: [['09:00', '12:00']] };
    clientIds = [];
    for (const km of [4, 9]) {
      const { id } = await createClient(story, story.people.aldo, {
        latitude: OFFICE.latitude,
        longitude: OFFICE.longitude + km / 77.98,
        openingHours: hours,
      });
      clientIds.push(id);
    }
    // One whose place nobody knows: the service is never asked about it.
    clientIds.push((await createClient(story, story.people.aldo)).id);
  });
  afterEach(() => {
    asked = [];
  });
  afterAll(async () => {
    await story.end();
    service.closeAllConnections();
    await new Promise((resolve) => service.close(resolve));
  });

  const plan = async () =>
    (
      await story
        .as(story.people.aldo)
        .post('/routes/plan-day')
        .send({
          date: '2026-04-13',
          clientIds,
          start: OFFICE,
          shift: { from: '08:00', to: '18:00' },
          lunchBreak: { from: '12:00', to: '14:00', minutes: 60 },
        })
    ).body;

  it('takes the order from the service, times and reasons from ourselves', async () => {
    answer = serve((jobs) => jobs.map(({ id }) => id).reverse());
    const route = await plan();
    expect(route).toMatchObject({ engine: 'vroom', degraded: false, degradedReason: null });
    expect(route.stops).toHaveLength(2);
    expect(route.unassigned).toEqual([
      expect.objectContaining({ clientId: clientIds[2], code: 'NO_COORDINATES' }),
    ]);
    const [body] = asked;
    expect(body?.jobs).toHaveLength(2);
    // The whole visit has to fit: half an hour before noon is the last start.
    expect(body?.jobs[0]).toMatchObject({ service: 1800, time_windows: [[32_400, 41_400]] });
    expect(body?.vehicles[0]).toMatchObject({
      time_window: [28_800, 64_800],
      breaks: [{ time_windows: [[43_200, 46_800]], service: 3600 }],
    });
    expect(JSON.stringify(body)).not.toContain(clientIds[0]);
  });

  const say =
    (status: number, body: string): Answer =>
    (_, response) =>
      void response.writeHead(status).end(body);
  /** A route in the form of a plan, with these steps for this vehicle. */
  const routed =
    (steps: (jobs: Job[]) => unknown, vehicle: unknown = 0): Answer =>
    ({ jobs }, response) =>
      void response.end(JSON.stringify({ code: 0, routes: [{ vehicle, steps: steps(jobs) }] }));
  const both = (jobs: Job[]): object[] => jobs.map(({ id }) => ({ type: 'job', id }));

  const failures: [string, RegExp, Answer][] = [
    ['an error', /answered 500/, say(500, '{"code":3}')],
    ['too large', /answered 413/, say(413, '{"code":4,"error":"Too many locations"}')],
    ['a refusal', /answered 400/, say(400, '{"code":2,"error":"Invalid jobs."}')],
    ['an error under 200', /not a plan/, say(200, '{"code":1,"error":"Internal error"}')],
    ['a page', /not JSON/, say(200, '<html>')],
    ['nothing at all', /not JSON/, say(200, '')],
    ['null', /not a plan/, say(200, 'null')],
    ['no steps', /not a plan/, routed(() => undefined)],
    ['an unknown visit', /somebody unknown/, serve(() => [77])],
    ['a visit without a number', /somebody unknown/, routed(() => [{ type: 'job', id: null }])],
    ['a negative visit', /somebody unknown/, serve(() => [-1])],
    ['an unknown agent', /somebody unknown/, routed(both, 5)],
    ['an agent without a number', /somebody unknown/, routed(both, '')],
    ['the same visit twice', /breaks the rules/, serve((jobs) => [jobs[0]?.id ?? 0, jobs[0]?.id ?? 0])],
    [
      'the same agent twice',
      /out twice/,
      ({ jobs }, response) => {
        const route = { vehicle: 0, steps: both(jobs) };
        response.end(JSON.stringify({ code: 0, routes: [route, route] }));
      },
    ],
    ['an answer without end', /too large/, (_, response) => pour(response)],
    [
      'a redirect',
      /not reachable/,
      (_, response) => response.writeHead(307, { location: '/elsewhere' }).end(),
    ],
    ['a broken line', /not reachable/, (_, response) => void response.destroy()],
    ['half an answer', /not reachable/, (_, response) => response.write('{', () => response.destroy())],
    [
      'a plan after two seconds',
      /in time/,
      (body, response) => setTimeout(() => serve((jobs) => jobs.map(({ id }) => id))(body, response), 2000),
    ],
    ['silence', /in time/, () => undefined],
  ];

  it.each(failures)(
    'plans by itself when the service answers with %s, and says so',
    async (_, reason, wrong) => {
      answer = serve((jobs) => jobs.map(({ id }) => id));
      await plan(); // a good answer: failures before it count no longer
      answer = wrong;
      const route = await plan();
      expect(route).toMatchObject({ engine: 'in-process', degraded: true });
      expect(route.degradedReason).toMatch(reason);
      expect(route.stops).toHaveLength(2);
      expect((await story.as(story.people.aldo).get(`/routes/${route.id}`)).body.degradedReason).toBe(
        route.degradedReason,
      );
    },
  );

  it('a plan that breaks the rules is refused, whatever the service says', async () => {
    // Both are open from 9 to 12 only: seven hours of each leave no room for the two of them.
    answer = serve((jobs) => jobs.map(({ id }) => id));
    const { body: route } = await story
      .as(story.people.aldo)
      .post('/routes/plan-day')
      .send({
        date: '2026-04-13',
        clientIds,
        start: OFFICE,
        shift: { from: '11:00', to: '12:10' },
        visitMinutes: 45,
      });
    expect(route).toMatchObject({
      engine: 'in-process',
      degraded: true,
      degradedReason: 'VROOM did not plan: its plan breaks the rules.',
    });
    expect(route.stops).toHaveLength(1);
    expect(route.unassigned).toHaveLength(2);
  });

  it('what the service left out although there is room is visited all the same', async () => {
    answer = serve((jobs) => jobs.slice(0, 1).map(({ id }) => id));
    const route = await plan();
    expect(route).toMatchObject({ engine: 'vroom', degraded: false });
    expect(route.stops).toHaveLength(2);
  });

  it('a problem that it refuses says nothing about the next one', async () => {
    answer = say(413, '{"code":4}');
    for (let i = 0; i < 4; i += 1) expect((await plan()).degradedReason).toMatch(/413/);
    answer = serve((jobs) => jobs.map(({ id }) => id));
    expect(await plan()).toMatchObject({ engine: 'vroom', degraded: false });
  });

  it('leaves a failing service alone after three failures', async () => {
    answer = (_, response) => response.writeHead(500).end();
    for (let i = 0; i < 3; i += 1) await plan();
    asked = [];
    expect((await plan()).degradedReason).toMatch(/failed too often/);
    expect(asked).toEqual([]);
  });
});

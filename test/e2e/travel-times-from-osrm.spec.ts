import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OsrmMatrix } from '#app/visits/routes/adapters/osrm/osrm-matrix.adapter.js';
import { type Travel, TravelMatrixSource } from '#app/visits/routes/ports/travel-matrix.port.js';
import { createClient } from '../factories/client.ts';
import { startStory, type Story } from '../support/story.ts';

interface Asked {
  path: string;
  /** Longitude, latitude. */
  coordinates: number[][];
  sources: number[];
  destinations: number[];
}
type Answer = (asked: Asked, response: ServerResponse) => void;
type Cell = (from: readonly number[], to: readonly number[]) => number | null;

/** OSRM's answer, its numbers made of the coordinates so that a mix-up shows. */
const table =
  (cell: Cell): Answer =>
  ({ coordinates, sources, destinations }, response) => {
    const rows = (factor: number): (number | null)[][] =>
      sources.map((from) =>
        destinations.map((to) => {
          const value = cell(coordinates[from] ?? [], coordinates[to] ?? []);
          return value === null ? null : value * factor;
        }),
      );
    response.end(JSON.stringify({ code: 'Ok', durations: rows(1), distances: rows(12.5) }));
  };
const lengthOf: Cell = ([x1 = 0, y1 = 0], [x2 = 0, y2 = 0]) =>
  Math.round(1e4 * (Math.abs(x1 - x2) + 2 * Math.abs(y1 - y2)) + (x1 < x2 ? 7 : 0));

describe('travel times from OSRM', () => {
  let service: Server;
  let answer: Answer;
  let asked: Asked[];
  let open = 0;
  let mostOpen = 0;
  let url: string;

  beforeAll(async () => {
    service = createServer((request, response) => {
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      response.on('close', () => (open -= 1));
      const { pathname, searchParams } = new URL(request.url ?? '', url);
      const indexes = (name: string): number[] => (searchParams.get(name) ?? '').split(';').map(Number);
      const call = {
        path: `${pathname.slice(0, pathname.lastIndexOf('/'))}?annotations=${searchParams.get('annotations')}`,
        coordinates: pathname
          .slice(pathname.lastIndexOf('/') + 1)
          .split(';')
          .map((pair) => pair.split(',').map(Number)),
        sources: indexes('sources'),
        destinations: indexes('destinations'),
      };
      asked.push(call);
      answer(call, response);
    });
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    asked = [];
    mostOpen = 0;
  });
  afterAll(async () => {
    service.closeAllConnections();
    await new Promise((resolve) => service.close(resolve));
  });

  class Estimate extends TravelMatrixSource {
    override between(): Promise<Travel> {
      const none = [[0]];
      return Promise.resolve({
        travel: { seconds: none, meters: none },
        source: 'estimate',
        degradedReason: null,
      });
    }
  }
  const matrix = (limits = { timeoutMs: 300, maxAnswerBytes: 100_000, restMs: 60_000 }): OsrmMatrix =>
    new OsrmMatrix(url, new Estimate(), limits);
  const places = (n: number) =>
    Array.from({ length: n }, (_, i) => ({ latitude: 45 + (i % 17) / 100, longitude: 9 + i / 1000 }));

  it('a table of many places is asked for in calls that the service takes, a few at a time', async () => {
    answer = (call, response) => void setTimeout(() => table(lengthOf)(call, response), 5);
    const day = places(230);
    const { travel, source, degradedReason } = await matrix({
      timeoutMs: 20_000,
      maxAnswerBytes: 1e6,
      restMs: 1,
    }).between(day);
    expect({ source, degradedReason }).toEqual({ source: 'osrm', degradedReason: null });
    expect(new Set(asked.map(({ path }) => path))).toEqual(
      new Set(['/table/v1/driving?annotations=duration,distance']),
    );
    expect(Math.max(...asked.map(({ coordinates }) => coordinates.length))).toBeLessThanOrEqual(100);
    expect(mostOpen).toBeLessThanOrEqual(4);
    const at = ({ latitude, longitude }: (typeof day)[number]): number[] => [longitude, latitude];
    expect(travel.seconds).toEqual(day.map((from) => day.map((to) => lengthOf(at(from), at(to)))));
    expect(travel.meters[3]?.[200]).toBe(Math.round(12.5 * (travel.seconds[3]?.[200] ?? 0)));
  });

  it('no road is no road, and nobody needs one to where he is', async () => {
    answer = table(() => null);
    const { travel } = await matrix().between(places(2));
    expect(travel.seconds).toEqual([
      [0, Infinity],
      [Infinity, 0],
    ]);
  });

  const text =
    (body: string, status = 200): Answer =>
    (_, response) =>
      void response.writeHead(status).end(body);
  const failures: [string, RegExp, Answer][] = [
    ['silence', /in time/, () => undefined],
    ['an error', /answered 500/, text('', 500)],
    ['a refusal', /answered 400/, text('{"code":"TooBig"}', 400)],
    ['a page', /not JSON/, text('<html>')],
    ['another code', /not a table/, text('{"code":"NoTable"}')],
    ['null', /not a table/, text('null')],
    ['no distances', /another size/, text('{"code":"Ok","durations":[[0,1],[1,0]]}')],
    ['a short row', /another size/, text('{"code":"Ok","durations":[[0,1],[1]],"distances":[[0,1],[1,0]]}')],
    [
      'a negative time',
      /no length/,
      text('{"code":"Ok","durations":[[0,-1],[1,0]],"distances":[[0,1],[1,0]]}'),
    ],
    [
      'a time in words',
      /no length/,
      text('{"code":"Ok","durations":[[0,"1"],[1,0]],"distances":[[0,1],[1,0]]}'),
    ],
    ['far too much', /too large/, text(JSON.stringify({ code: 'Ok', waypoints: 'x'.repeat(200_000) }))],
    ['a redirect', /not reachable/, (_, response) => void response.writeHead(302, { location: '/' }).end()],
    ['a broken line', /not reachable/, (_, response) => void response.destroy()],
  ];

  it.each(failures)(
    'are estimated when it answers with %s, and the reason is told',
    async (_, reason, wrong) => {
      answer = wrong;
      const travel = await matrix().between(places(2));
      expect(travel).toMatchObject({
        source: 'estimate',
        degradedReason: expect.stringMatching(reason) as unknown,
      });
    },
  );

  it('a service that fails is left alone for a while, one that refuses is not', async () => {
    const failing = matrix();
    answer = text('', 503);
    for (let i = 0; i < 3; i += 1) await failing.between(places(2));
    asked = [];
    expect((await failing.between(places(2))).degradedReason).toMatch(/failed too often/);
    expect(asked).toEqual([]);
    const refusing = matrix();
    answer = text('', 400);
    for (let i = 0; i < 4; i += 1) await refusing.between(places(2));
    expect(asked).toHaveLength(4);
  });

  describe('in the day of an agent', () => {
    let story: Story;
    let clientIds: string[];

    beforeAll(async () => {
      story = await startStory({ OSRM_URL: url });
      clientIds = [];
      for (const step of [1, 2]) {
        const at = { latitude: 45.4642, longitude: 9.19 + step / 100 };
        clientIds.push((await createClient(story, story.people.aldo, at)).id);
      }
    });
    afterAll(() => story.end());

    const plan = async () =>
      (
        await story
          .as(story.people.aldo)
          .post('/routes/plan-day')
          .send({
            date: '2026-04-13',
            clientIds,
            start: { latitude: 45.4642, longitude: 9.19 },
            shift: { from: '08:00', to: '18:00' },
          })
          .expect(201)
      ).body;

    it('they are the ones of the plan, and the plan says where they come from', async () => {
      answer = table(([from = 0], [to = 0]) => Math.round(Math.abs(to - from) * 100_000));
      expect(await plan()).toMatchObject({
        matrixSource: 'osrm',
        degraded: false,
        totals: { travelSeconds: 4000, travelMeters: 50_000 },
      });
    });

    it('a client that no road leads to is left out with a reason', async () => {
      answer = table(([from = 0], [to = 0]) => (Math.max(from, to) > 9.205 ? null : 600));
      const route = await plan();
      expect(route.stops.map(({ clientId }: { clientId: string }) => clientId)).toEqual([clientIds[0]]);
      expect(route.unassigned).toEqual([
        expect.objectContaining({ clientId: clientIds[1], code: 'WINDOW_UNREACHABLE' }),
      ]);
    });

    it('without them the plan is made on estimates, and says so', async () => {
      answer = text('', 500);
      expect(await plan()).toMatchObject({
        engine: 'in-process',
        matrixSource: expect.stringContaining('great-circle') as unknown,
        degraded: true,
        degradedReason: 'OSRM gave no travel times: it answered 500.',
      });
    });

    it('an order made by hand says which times it was given, whatever the plan had', async () => {
      answer = table(([from = 0], [to = 0]) => Math.round(Math.abs(to - from) * 100_000));
      const { id } = await plan();
      const byHand = async () =>
        (
          await story
            .as(story.people.aldo)
            .post(`/routes/${id}/recalculate`)
            .send({ order: clientIds.toReversed() })
            .expect(200)
        ).body;
      expect(await byHand()).toMatchObject({
        ...{ matrixSource: 'osrm', degraded: false, degradedReason: null },
      });
      answer = text('', 500);
      expect(await byHand()).toMatchObject({
        matrixSource: expect.stringContaining('great-circle') as unknown,
        degraded: true,
        degradedReason: 'OSRM gave no travel times: it answered 500.',
      });
    });
  });
});

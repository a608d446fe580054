import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { startStory, type Story } from '../support/story.ts';

const MADE = {
  'plan-day': ['calendar', 'clients', 'from-now'],
  'plan-week': ['week', 'month'],
  'find-day': ['client'],
};
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-/i;

interface Example {
  summary: string;
  description?: string;
  value: object;
}

describe('whoever tries the planner out on the page of its documentation', () => {
  let story: Story;
  let examplesOf: (path: string) => Record<string, Example>;
  beforeAll(async () => {
    story = await startStory({ DOCS_ENABLED: 'true' });
    const { paths } = (await story.outside.get('/api/openapi.json')).body;
    examplesOf = (path) =>
      paths[`/api/v1/routes/${path}`].post.requestBody.content['application/json'].examples;
    await createClient(story, story.people.aldo, { latitude: 45.47, longitude: 9.2 });
  });
  afterAll(() => story.end());

  const send = (path: string, body: object) => story.as(story.people.aldo).post(`/routes/${path}`).send(body);

  it.each(Object.entries(MADE))('finds bodies for %s, without an id that leads nowhere', (path, names) => {
    expect(Object.keys(examplesOf(path))).toEqual(names);
    for (const { summary, value } of Object.values(examplesOf(path))) {
      expect(summary).toMatch(/\w/);
      expect(JSON.stringify(value)).not.toMatch(UUID);
    }
  });

  it('is answered to each that needs no id', async () => {
    const day = await send('plan-day', examplesOf('plan-day').calendar!.value);
    expect([day.status, day.body.stops]).toEqual([201, []]);
    expect((await send('plan-day', examplesOf('plan-day')['from-now']!.value)).status).toBe(201);
    for (const name of MADE['plan-week']) {
      const week = await send('plan-week', examplesOf('plan-week')[name]!.value);
      expect([name, week.status]).toEqual([name, 201]);
      expect(week.body.cadence.due).toBe(1);
    }
    const order = examplesOf('{id}/recalculate');
    const none = await send(`${day.body.id}/recalculate`, order.nobody!.value);
    expect([none.status, none.body.stops]).toEqual([200, []]);
  });

  it('learns where an id comes from, and gets an answer with one of those', async () => {
    const { items } = (await story.as(story.people.aldo).get('/visits/due')).body;
    const [clientId] = items.map((item: { clientId: string }) => item.clientId);
    const { clients } = examplesOf('plan-day');
    expect(clients!.description).toContain('GET /visits/due');
    const day = await send('plan-day', { ...clients!.value, clientIds: [clientId] });
    expect([day.status, day.body.stops?.length]).toEqual([201, 1]);
    const { client } = examplesOf('find-day');
    const found = await send('find-day', { ...client!.value, clientId });
    expect([found.status, found.body.days?.length > 0]).toEqual([200, true]);
    const { order } = examplesOf('{id}/recalculate');
    expect(order!.description).toContain('POST /routes/plan-day');
    const again = await send(`${day.body.id}/recalculate`, { order: [clientId] });
    expect([again.status, again.body.stops?.length]).toEqual([200, 1]);
    const asShown = await send('find-day', client!.value);
    expect([asShown.status, asShown.body.errors?.[0].pointer]).toEqual([400, '/clientId']);
  });
});

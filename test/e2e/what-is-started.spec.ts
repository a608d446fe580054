import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { agent } from 'supertest';
import { type ContractRoute, type Document, readDocument, routesOf } from '../contract/document.ts';
import { createClient } from '../factories/client.ts';
import { importFile } from '../factories/import.ts';
import { PASSWORD } from '../support/people.ts';
import { type Replica, startReplica } from '../support/replica.ts';
import { callerWith, startStory, type Story, STORY_SECRET } from '../support/story.ts';

type Line = Record<string, unknown>;

/** `npm start` and the container run the modules put together into a few files; other stories are told to the modules. */
describe('what is started', () => {
  let modules: Story;
  let bundle: Story;
  let replica: Replica;
  let document: Document;
  beforeAll(async () => {
    modules = await startStory();
    document = readDocument(modules);
    replica = await startReplica(modules.databaseUrl, STORY_SECRET, {
      ...{ LOG_LEVEL: 'info', DOCS_ENABLED: 'true', REQUESTS_PER_MINUTE: '1000000' },
    });
    const outside = agent(replica.url);
    bundle = {
      ...modules,
      ...{ outside, anonymous: callerWith(outside, undefined) },
      as: ({ token }) => callerWith(outside, token),
    };
  });
  afterAll(async () => {
    await replica.stop();
    await modules.end();
  });

  it('signs people in, and shows, writes and exports as the modules do', async () => {
    const { aldo } = bundle.people;
    const credentials = { email: aldo.email, password: PASSWORD };
    expect((await bundle.anonymous.post('/auth/login').send(credentials)).status).toBe(200);
    const { id } = await createClient(bundle, aldo, { phone: '02 1234567', notes: 'dal banco' });
    for (const path of ['/clients', `/clients/${id}`, `/clients/${id}/timeline`, '/opportunities']) {
      const [here, there] = [await modules.as(aldo).get(path), await bundle.as(aldo).get(path)];
      expect([path, there.status, there.body]).toEqual([path, here.status, here.body]);
    }
    const [here, there] = [
      await modules.as(aldo).get('/clients/export.csv'),
      await bundle.as(aldo).get('/clients/export.csv'),
    ];
    expect(there.text).toBe(here.text);
    expect(there.text).toContain('dal banco');
  });

  it('reads a file of clients', async () => {
    const state = await importFile(bundle, bundle.people.admin, 'Nome;Città\nCaffè Perù;Forlì\n', {
      type: 'clients',
    });
    expect(state).toMatchObject({ status: 'COMMITTED', created: 1 });
  });

  it('plans a day in a thread of its own', async () => {
    const place = { latitude: 45.4642, longitude: 9.19 };
    const { id } = await createClient(bundle, bundle.people.aldo, place);
    const { status, body } = await bundle
      .as(bundle.people.aldo)
      .post('/routes/plan-day')
      .send({ date: '2027-04-05', start: place, shift: { from: '09:00', to: '18:00' }, clientIds: [id] });
    expect([status, body.engine, body.stops?.length]).toEqual([201, 'in-process', 1]);
  });

  it('refuses what is wrong in a body with the words of the modules, in every operation', async () => {
    const { admin } = modules.people;
    const wrong = ({ requestBody }: ContractRoute): Line | undefined => {
      const name = requestBody?.content['application/json']?.schema.$ref?.split('/').at(-1);
      const properties = document.components.schemas[name ?? '']?.properties;
      return (
        properties && { ...Object.fromEntries(Object.keys(properties).map((key) => [key, [{}]])), colour: 1 }
      );
    };
    const answers = { here: [] as unknown[], there: [] as unknown[] };
    for (const route of routesOf(document)) {
      const body = wrong(route);
      if (!body) continue;
      const path = route.path.replace('/api/v1', '').replaceAll(/\{\w+\}/g, randomUUID());
      const method = route.method.toLowerCase() as 'post' | 'put' | 'patch';
      for (const [where, story] of Object.entries({ here: modules, there: bundle }) as ['here', Story][]) {
        const answer = await story.as(admin)[method](path).set('If-Match', '"1"').send(body);
        const { code, errors } = answer.body as Line;
        answers[where].push([route.operationId, answer.status, code, errors]);
      }
    }
    expect(answers.here.length).toBeGreaterThan(60);
    expect(answers.there).toEqual(answers.here);
  });

  it('shows the document of the API, with the pages that go with it', async () => {
    const { body } = await bundle.outside.get('/api/openapi.json');
    expect(body).toEqual(document);
    expect((await bundle.outside.get('/api/docs')).text).toContain('swagger-ui');
    expect((await bundle.outside.get('/api/docs/swagger-ui-bundle.js')).status).toBe(200);
  });

  it('keeps the names of what speaks in its log', () => {
    const contexts = replica
      .said()
      .split('\n')
      .filter(Boolean)
      .map((line) => (JSON.parse(line) as Line)['context']);
    expect(contexts).toEqual(
      expect.arrayContaining(['NestFactory', 'InstanceLoader', 'RouterExplorer', 'NestApplication']),
    );
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Housekeeping } from '#app/platform/housekeeping/index.js';
import { openApiDocument } from '#app/platform/openapi/openapi.js';
import { createClient, vatNumber } from '../factories/client.ts';
import { dryRun, restsIn, sendFile } from '../factories/import.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline } from '../factories/pipeline.ts';
import type { Person } from '../support/people.ts';
import { type Replica, startReplica } from '../support/replica.ts';
import { bootApp, startStory, type Story, STORY_SECRET } from '../support/story.ts';

describe('a POST with an Idempotency-Key', () => {
  let story: Story;
  let other: NestFastifyApplication;
  let stages: { open: string; won: string };
  beforeAll(async () => {
    story = await startStory();
    other = await bootApp(story.databaseUrl, {}, story.clock);
    const pipeline = await createPipeline(story);
    stages = { open: pipeline.stage('Offer'), won: pipeline.stage('Won') };
  });
  afterAll(async () => {
    await other.close();
    await story.end();
  });

  const post = (person: Person, path: string, key: string, body?: object) =>
    story.as(person).post(path).set('Idempotency-Key', key).send(body);
  const named = (name: string) => story.prisma.client.count({ where: { name } });
  const kept = () => story.prisma.idempotentAnswer.count();

  /** The same through one of two replicas. */
  const through = async (app: NestFastifyApplication, key: string, name: string) => {
    const { statusCode, headers, payload } = await app.inject({
      ...{ method: 'POST', url: '/api/v1/clients', payload: { name } },
      headers: { authorization: `Bearer ${story.people.aldo.token}`, 'idempotency-key': key },
    });
    return { statusCode, payload, headers };
  };

  it('is done once however often it is sent, three at a time, to either of two replicas', async () => {
    const requests = Array.from({ length: 40 }, (_, index) => ({ key: randomUUID(), name: `Once ${index}` }));
    const sentFiveTimes = async ({ key, name }: { key: string; name: string }) => {
      const answers: Awaited<ReturnType<typeof through>>[] = [];
      const send = async (app: NestFastifyApplication): Promise<void> => {
        let answer = await through(app, key, name);
        // A database that is too busy says the same: come back.
        while (answer.statusCode === 409 || answer.statusCode === 503) {
          expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
          await wait(50);
          answer = await through(app, key, name);
        }
        answers.push(answer);
      };
      await Promise.all([send(story.app), send(other), send(story.app)]);
      await send(other);
      await send(story.app);
      return answers;
    };
    const sent: Awaited<ReturnType<typeof sentFiveTimes>>[] = [];
    // Four keys at a time: the pools of a story are small.
    for (let at = 0; at < requests.length; at += 4)
      sent.push(...(await Promise.all(requests.slice(at, at + 4).map(sentFiveTimes))));
    for (const [index, answers] of sent.entries()) {
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201, 201, 201]);
      expect(new Set(answers.map(({ payload }) => payload)).size).toBe(1);
      expect(new Set(answers.map(({ headers }) => headers['etag']))).toEqual(new Set(['"1"']));
      expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true')).toHaveLength(4);
      expect(await named(`Once ${index}`)).toBe(1);
    }
    expect(await story.prisma.journalEntry.count({ where: { action: 'client.created' } })).toBe(40);
  });

  it('means one request: another body, address or query with the key is refused; another spelling is not', async () => {
    const { aldo } = story.people;
    const key = randomUUID();
    const first = await post(aldo, '/clients', key, { name: 'Uno', city: 'Lodi' }).expect(201);
    const again = await post(aldo, '/clients', key, { city: 'Lodi', name: 'Uno' }).expect(201);
    expect(again.text).toBe(first.text);
    for (const [path, body] of [
      ['/clients', { name: 'Uno', city: 'Monza' }],
      ['/clients', { name: 'Uno' }],
      ['/clients?onDuplicate=refuse', { name: 'Uno', city: 'Lodi' }],
    ] as const) {
      const { status, body: problem } = await post(aldo, path, key, body);
      expect([status, problem.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    }
    const [one, two] = [await createOpportunity(story, aldo), await createOpportunity(story, aldo)];
    const move = { stageId: stages.open };
    await post(aldo, `/opportunities/${one.id}/move`, key, move).expect(200);
    await post(aldo, `/opportunities/${two.id}/move`, key, move).expect(422);
    expect(await named('Uno')).toBe(1);
  });

  it('belongs to its caller: somebody else, or an API key, with the same key is another one', async () => {
    const { aldo, alma } = story.people;
    const key = randomUUID();
    const [his, hers] = [
      await post(aldo, '/clients', key, { name: 'Due' }),
      await post(alma, '/clients', key, { name: 'Due' }),
    ];
    expect([his.body.ownerId, hers.body.ownerId]).toEqual([aldo.id, alma.id]);
    expect(hers.headers['idempotent-replayed']).toBeUndefined();
    expect(await named('Due')).toBe(2);
  });

  it('that fails leaves nothing, and can be tried again with the same key', async () => {
    const { aldo, analyst } = story.people;
    const [before, key] = [await kept(), randomUUID()];
    await post(aldo, '/clients', key, { name: '' }).expect(400);
    await post(analyst, '/clients', key, { name: 'Tre' }).expect(403);
    const taken = await createClient(story, aldo, { vatNumber: vatNumber(71) });
    const refused = await post(aldo, '/clients', key, { name: 'Tre', vatNumber: vatNumber(71) });
    expect([refused.status, refused.body.code, refused.body.existingClientId]).toEqual([
      ...[409, 'VAT_NUMBER_TAKEN', taken.id],
    ]);
    expect([await kept(), await named('Tre')]).toEqual([before, 0]);
    await story.as(aldo).patch(`/clients/${taken.id}`).send({ vatNumber: null }).expect(200);
    await post(aldo, '/clients', key, { name: 'Tre', vatNumber: vatNumber(71) }).expect(201);
    expect([await kept(), await named('Tre')]).toEqual([before + 1, 1]);
  });

  it('holds over everything a request writes, and gives the ETag again', async () => {
    const { aldo } = story.people;
    const client = await createClient(story, aldo);
    const key = randomUUID();
    const body = { contact: { fullName: 'Rosa' }, opportunity: { title: 'Prima' } };
    const first = await post(aldo, `/clients/${client.id}/convert`, key, body).expect(200);
    const again = await post(aldo, `/clients/${client.id}/convert`, key, body).expect(200);
    expect(again.text).toBe(first.text);
    await post(aldo, `/clients/${client.id}/convert`, randomUUID(), body).expect(409);
    expect(await story.prisma.contact.count({ where: { clientId: client.id } })).toBe(1);

    const deal = first.body.opportunity.id as string;
    const won = randomUUID();
    const moved = await post(aldo, `/opportunities/${deal}/move`, won, { stageId: stages.won }).expect(200);
    const twice = await post(aldo, `/opportunities/${deal}/move`, won, { stageId: stages.won }).expect(200);
    expect([twice.text, twice.headers['etag']]).toEqual([moved.text, moved.headers['etag']]);
    expect(await story.prisma.opportunityStageEntry.count({ where: { opportunityId: deal } })).toBe(2);
  });

  it('that releases an import starts the work after the commit, and once', async () => {
    const { admin } = story.people;
    const { id } = await dryRun(story, admin, 'Nome;Città\nBar Chiave;Lodi\n', { type: 'clients' });
    const key = randomUUID();
    await post(admin, `/imports/${id}/commit`, key).expect(202);
    const done = await restsIn(story, admin, id, 'COMMITTED', 'FAILED');
    expect(done).toMatchObject({ status: 'COMMITTED', created: 1 });
    const again = await post(admin, `/imports/${id}/commit`, key).expect(202);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(await named('Bar Chiave')).toBe(1);
  });

  it('is refused where the answer is a secret, or is not one transaction; and a key has a form', async () => {
    const { admin, aldo } = story.people;
    const notTaken = async (call: ReturnType<typeof post>) => {
      const { status, body } = await call;
      expect([status, body.errors?.[0]]).toEqual([
        ...[400, expect.objectContaining({ pointer: 'Idempotency-Key', code: 'IDEMPOTENCY_KEY_NOT_TAKEN' })],
      ]);
    };
    const key = randomUUID();
    await notTaken(story.anonymous.post('/auth/login').set('Idempotency-Key', key).send({}));
    await notTaken(post(aldo, '/auth/logout', key));
    await notTaken(post(admin, '/api-keys', key, {}));
    await notTaken(post(admin, '/clients/bulk', key, {}));
    await notTaken(sendFile(story, admin, 'Nome\nBar\n', { type: 'clients' }).set('Idempotency-Key', key));
    await story.as(aldo).get('/auth/me').set('Idempotency-Key', key).expect(200);
    for (const odd of ['', 'x'.repeat(256), 'città'])
      expect((await post(aldo, '/clients', odd, { name: 'Quattro' })).body.errors?.[0]?.code).toBe(
        'IDEMPOTENCY_KEY_INVALID',
      );
    await post(aldo, '/clients', 'x'.repeat(255), { name: 'Quattro' }).expect(201);
  });

  it('stands in the OpenAPI document at every POST but those that say why not', () => {
    const operations = Object.values(openApiDocument(story.app).paths).flatMap(({ post: one }) => one ?? []);
    const without = operations
      .filter(
        ({ parameters = [] }) => !parameters.some((at) => 'name' in at && at.name === 'Idempotency-Key'),
      )
      .map((operation) => operation as typeof operation & Record<string, unknown>);
    const business = without.filter((one) => !['public', 'signed-in'].includes(String(one['x-access'])));
    expect(business.map(({ operationId }) => operationId).sort()).toEqual([
      ...['bulkChangeClients', 'bulkChangeOpportunities', 'createApiKey', 'createImport', 'createWebhook'],
      ...[
        'eraseSubject',
        'exportSubject',
        'inviteUser',
        'pingWebhook',
        'refreshAnalytics',
        'rotateWebhookSecret',
      ],
    ]);
    expect(business.every((one) => typeof one['x-no-idempotency-key'] === 'string')).toBe(true);
  });

  it('leaves nothing to be read in the database, and is forgotten after a day', async () => {
    const { aldo } = story.people;
    const key = randomUUID();
    await post(aldo, '/clients', key, { name: 'Riservato Cinque' }).expect(201);
    const rows = await story.prisma.idempotentAnswer.findMany();
    const bytes = rows.map(({ id, fingerprint, answer }) =>
      Buffer.concat([id, fingerprint, answer]).toString('latin1'),
    );
    for (const word of ['Riservato', key, aldo.id]) expect(bytes.join()).not.toContain(word);

    const now = Date.now();
    story.clock.setTo(new Date(now + 23 * 3_600_000).toISOString());
    await story.app.get(Housekeeping, { strict: false }).tick();
    expect((await post(aldo, '/clients', key, { name: 'Riservato Cinque' })).status).toBe(201);
    expect(await named('Riservato Cinque')).toBe(1);
    story.clock.setTo(new Date(now + 49 * 3_600_000).toISOString());
    await story.app.get(Housekeeping, { strict: false }).tick();
    story.clock.setTo(undefined);
    expect(await kept()).toBe(0);
  });
});

describe('a server that dies in the middle of a POST with an Idempotency-Key', () => {
  let story: Story;
  let replica: Replica;
  beforeAll(async () => {
    story = await startStory();
    replica = await startReplica(story.databaseUrl, STORY_SECRET);
  });
  afterAll(async () => {
    await replica.kill();
    await story.end();
  });

  const headers = (key: string) => ({
    ...{ Authorization: `Bearer ${story.people.aldo.token}`, 'Content-Type': 'application/json' },
    'Idempotency-Key': key,
  });
  const send = (key: string, name: string) =>
    fetch(`${replica.url}/api/v1/clients`, {
      ...{ method: 'POST', headers: headers(key), body: JSON.stringify({ name }) },
    });
  const resend = (key: string, name: string) =>
    story.as(story.people.aldo).post('/clients').set('Idempotency-Key', key).send({ name });
  const found = async (name: string) => [
    await story.prisma.client.count({ where: { name } }),
    await story.prisma.idempotentAnswer.count(),
  ];

  /** The effect is written, its answer is about to be: that table is held meanwhile. */
  const between = (meanwhile: () => Promise<void>): Promise<void> =>
    story.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`LOCK TABLE idempotent_answers IN EXCLUSIVE MODE`;
      await meanwhile();
    });
  const untilItWaits = async (): Promise<void> => {
    for (;;) {
      const [row] = await story.prisma.$queryRaw<[{ waiting: number }]>`
        SELECT count(*)::int AS waiting FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ILIKE '%idempotent_answers%'`;
      if (row.waiting > 0) return;
      await wait(20);
    }
  };

  it('while one is under way, the same one is told to come back, and then gets the answer', async () => {
    const key = randomUUID();
    let first: Promise<Response> | undefined;
    await between(async () => {
      first = send(key, 'Lento');
      await untilItWaits();
      const { status, body, headers: said } = await resend(key, 'Lento');
      expect([status, body.code, said['retry-after']]).toEqual([409, 'IDEMPOTENCY_KEY_IN_PROGRESS', '1']);
    });
    const answer = await (await first)?.text();
    const again = await resend(key, 'Lento').expect(201);
    expect([again.text, again.headers['idempotent-replayed']]).toEqual([answer, 'true']);
    expect(await found('Lento')).toEqual([1, 1]);
  });

  it('leaves neither the effect nor the key when it dies between them; sent again, it is done once', async () => {
    const key = randomUUID();
    await between(async () => {
      const broken = expect(send(key, 'Interrotto')).rejects.toThrow();
      await untilItWaits();
      await replica.kill();
      await broken;
    });
    expect(await found('Interrotto')).toEqual([0, 1]);
    const { headers: said } = await resend(key, 'Interrotto').expect(201);
    expect(said['idempotent-replayed']).toBeUndefined();
    expect(await found('Interrotto')).toEqual([1, 2]);
  });

  it('leaves both when it dies after them; sent again elsewhere, the answer is the first one', async () => {
    replica = await startReplica(story.databaseUrl, STORY_SECRET);
    const key = randomUUID();
    const answer = await (await send(key, 'Compiuto')).text();
    await replica.kill();
    const again = await resend(key, 'Compiuto').expect(201);
    expect([again.text, again.headers['idempotent-replayed']]).toEqual([answer, 'true']);
    expect(await found('Compiuto')).toEqual([1, 3]);
  });
});

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SecurityNotes } from '#app/auth/audit/security-notes.service.js';
import type { PermissionTable } from '#app/platform/access/index.js';
import { isForKeys, type Permission } from '#app/platform/access/index.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { callRoute, readRoutes } from '../access/routes.ts';
import { MISSING } from '../access/world.ts';
import { permissionList } from '../factories/role.ts';
import { PASSWORD, type Person } from '../support/people.ts';
import { bootApp, startStory, type Story } from '../support/story.ts';

const DAY_MS = 86_400_000;
const aSecond = () => new Promise((done) => setTimeout(done, 1100));
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

interface MadeKey {
  id: string;
  key: string;
}

describe('API keys', () => {
  let story: Story;
  let replica: NestFastifyApplication;
  beforeAll(async () => {
    story = await startStory();
    replica = await bootApp(story.databaseUrl, {}, story.clock);
  });
  afterAll(async () => {
    await replica.close();
    await story.end();
  });
  beforeEach(() => story.prisma.loginFailure.deleteMany());

  const ask = (person: Person, permissions: PermissionTable, more: object = {}) =>
    story
      .as(person)
      .post('/api-keys')
      .send({
        name: 'magazzino',
        currentPassword: PASSWORD,
        expiresAt: inDays(30),
        permissions: permissionList(permissions),
        ...more,
      });
  const make = async (person: Person, permissions: PermissionTable): Promise<MadeKey> => {
    const { status, body } = await ask(person, permissions);
    expect(status).toBe(201);
    return body as MadeKey;
  };
  /** The API as a system with this key calls it. */
  const by = ({ key }: MadeKey) => story.as({ ...story.people.aldo, token: key });
  const onReplica = async ({ key }: MadeKey, url = '/api/v1/clients') =>
    (await replica.inject({ url, headers: { authorization: `Bearer ${key}` } })).statusCode;
  const revoke = (person: Person, { id }: { id: string }) => story.as(person).delete(`/api-keys/${id}`);

  it('is shown once, stored as a hash, and does what its scope names and nothing else', async () => {
    const { aldo } = story.people;
    const { status, body } = await ask(aldo, { 'client:read': 'own', 'client:create': 'own' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      key: expect.stringMatching(/^nxk_[\w-]{43}$/),
      hint: body.key.slice(0, 8),
      userId: aldo.id,
      lastUsedAt: null,
      permissions: [
        { resource: 'client', action: 'read', scope: 'own' },
        { resource: 'client', action: 'create', scope: 'own' },
      ],
    });
    const caller = by(body);
    expect((await caller.post('/clients').send({ name: 'Svapo dal magazzino' })).status).toBe(201);
    expect((await caller.get('/clients')).body.items).toHaveLength(1);
    expect((await caller.get('/opportunities')).body).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect((await caller.get('/auth/me')).body).toMatchObject({ id: aldo.id, permissions: body.permissions });
    expect(await onReplica(body)).toBe(200);

    const { text } = await story.as(aldo).get('/api-keys');
    expect(text).not.toContain(body.key);
    const rows = await story.prisma.$queryRaw<{ row: string }[]>`SELECT k::text AS row FROM api_keys k`;
    const journal = await story.prisma.journalEntry.findMany({
      where: { entity: 'apikey' },
      omit: { id: true },
    });
    expect(JSON.stringify([rows, journal])).not.toContain(body.key.slice(8));
  });

  it('the journal says which key acted, and for whom', async () => {
    const { aldo, admin } = story.people;
    const key = await make(aldo, { 'client:create': 'own' });
    const { id } = (await by(key).post('/clients').send({ name: 'Svapo con la chiave' })).body;
    const { body } = await story.as(admin).get(`/audit?entityId=${id}`);
    expect(body.items).toEqual([
      expect.objectContaining({ action: 'client.created', actorId: aldo.id, apiKeyId: key.id }),
    ]);
    const used = await story.as(admin).get(`/audit?apiKeyId=${key.id}`);
    expect(used.body.items.map(({ entityId }: { entityId: string }) => entityId)).toEqual([id]);
    const own = (await story.as(aldo).post('/clients').send({ name: 'Svapo senza la chiave' })).body;
    const audit = await story.as(admin).get(`/audit?entityId=${own.id}`);
    expect(audit.body.items[0]).toMatchObject({ actorId: aldo.id, apiKeyId: null });
  });

  it('cannot be made above the rights of its maker, nor with what is not for keys', async () => {
    const { aldo, admin } = story.people;
    const above = await ask(aldo, { 'client:read': 'team', 'audit:read': 'all' });
    expect(above.body).toMatchObject({
      ...{ status: 403, code: 'ABOVE_OWN_RIGHTS' },
      permissions: ['client:read (team)', 'audit:read (all)'],
    });
    for (const permission of ['user:update', 'role:create', 'apikey:create', 'import:create'] as const) {
      const { body } = await ask(admin, { [permission]: 'all' });
      expect(body.errors).toEqual([
        expect.objectContaining({ pointer: '/permissions/0', code: 'PERMISSION_NOT_FOR_KEYS' }),
      ]);
    }
    expect((await ask(aldo, {})).status).toBe(400);
  });

  it('needs an end within a year, and the password again', async () => {
    const { aldo } = story.people;
    const tries = [
      [{ expiresAt: inDays(367) }, 'EXPIRY_OUT_OF_RANGE'],
      [{ expiresAt: inDays(-1) }, 'EXPIRY_OUT_OF_RANGE'],
      [{ currentPassword: 'wrong' }, 'PASSWORD_WRONG'],
    ] as const;
    for (const [more, code] of tries)
      expect((await ask(aldo, { 'client:read': 'own' }, more)).body.errors[0].code).toBe(code);
    for (const more of [{ expiresAt: undefined }, { currentPassword: undefined }])
      expect((await ask(aldo, { 'client:read': 'own' }, more)).status).toBe(400);
    expect((await ask(aldo, { 'client:read': 'own' }, { expiresAt: inDays(365) })).status).toBe(201);
  });

  it('ends by itself', async () => {
    const key = await make(story.people.aldo, { 'client:read': 'own' });
    expect((await by(key).get('/clients')).status).toBe(200);
    story.clock.setTo(inDays(31));
    await aSecond();
    expect((await by(key).get('/clients')).status).toBe(401);
    story.clock.setTo(undefined);
  });

  it('is closed to every route about accounts, sessions, passwords, the second factor, roles and keys', async () => {
    const { admin } = story.people;
    const everything = Object.fromEntries(
      Object.entries(await rightsOf(admin)).filter(([permission]) => isForKeys(permission as Permission)),
    );
    const { key } = await make(admin, everything);
    const codes = new Map<string, string>();
    for (const route of readRoutes(story)) {
      if (route.access === 'public') continue;
      const { body } = await callRoute(story, route, { token: key, id: MISSING });
      codes.set(
        route.operationId,
        body.startsWith('{') ? ((JSON.parse(body) as { code?: string }).code ?? '') : '',
      );
    }
    const closed = [...codes].filter(([, code]) => code === 'INTERACTIVE_ONLY').map(([id]) => id);
    expect(closed).toEqual(
      expect.arrayContaining([
        ...['changePassword', 'updateMe', 'listSessions', 'endSession', 'logout', 'logoutAll'],
        ...['beginSecondFactor', 'confirmSecondFactor', 'renewRecoveryCodes', 'disableSecondFactor'],
        ...['createUser', 'updateUser', 'activateUser', 'suspendUser', 'inviteUser', 'resetSecondFactor'],
        ...['listUserSessions', 'endUserSessions', 'createTeam', 'updateTeam'],
        ...['createRole', 'updateRole', 'deleteRole', 'listApiKeys', 'createApiKey', 'revokeApiKey'],
      ]),
    );
    // What is left is open to it, or told apart by input and record alone.
    expect([...codes.values()]).not.toContain('UNAUTHENTICATED');
    expect([...codes.values()]).not.toContain('FORBIDDEN');
    expect(codes.get('getMe')).toBe('');
    expect(codes.get('listUsers')).toBe('');
  });

  const rightsOf = async (person: Person): Promise<PermissionTable> => {
    const { body } = await story.as(person).get('/auth/me');
    return Object.fromEntries(
      body.permissions.map(({ resource, action, scope }: Record<string, string>) => [
        `${resource}:${action}`,
        scope,
      ]),
    );
  };

  it('shrinks with its maker: a demoted one makes it smaller, a suspended one ends it', async () => {
    const { anna, beppe, alma, admin } = story.people;
    for (const owner of [alma, beppe])
      await story.prisma.client.create({ data: { name: `Bar ${owner.email}`, ownerId: owner.id } });
    const key = await make(anna, { 'client:read': 'team', 'client:assign': 'team' });
    const owners = async () =>
      (await by(key).get('/clients')).body.items.map(
        ({ ownerId }: { ownerId: string }) => ownerId,
      ) as string[];
    expect(await owners()).toContain(alma.id);
    expect(await owners()).not.toContain(beppe.id);
    expect(await onReplica(key)).toBe(200);

    expect((await story.as(admin).patch(`/users/${anna.id}`).send({ role: 'AGENT' })).status).toBe(200);
    await aSecond();
    expect(await owners()).not.toContain(alma.id);
    const assigned = await by(key).post(`/clients/${MISSING}/assign`).send({ ownerId: anna.id });
    expect(assigned.body).toMatchObject({ status: 403, code: 'FORBIDDEN' });

    // Promoted again, it has what it was made with and no more.
    await story.as(admin).patch(`/users/${anna.id}`).send({ role: 'ADMIN' });
    await aSecond();
    expect(await owners()).toContain(alma.id);
    expect(await owners()).not.toContain(beppe.id);
    expect((await by(key).get('/audit')).status).toBe(403);

    await story.as(admin).patch(`/users/${anna.id}`).send({ role: 'MANAGER' });
    await story.as(admin).post(`/users/${anna.id}/suspend`);
    await aSecond();
    expect((await by(key).get('/clients')).status).toBe(401);
    expect(await onReplica(key)).toBe(401);
    await story.as(admin).post(`/users/${anna.id}/activate`);
  });

  it('is seen and revoked by its maker and by an admin, by nobody else, and then is dead on every replica', async () => {
    const { aldo, alma, bruno, admin } = story.people;
    const [first, second] = [
      await make(aldo, { 'client:read': 'own' }),
      await make(aldo, { 'client:read': 'own' }),
    ];
    const listed = async (person: Person) =>
      (await story.as(person).get('/api-keys?limit=100')).body.items.map(({ id }: MadeKey) => id) as string[];
    for (const stranger of [alma, bruno]) {
      expect(await listed(stranger)).not.toContain(first.id);
      expect((await revoke(stranger, first)).status).toBe(404);
    }
    expect(await listed(aldo)).toEqual(expect.arrayContaining([first.id, second.id]));
    expect(await listed(admin)).toEqual(expect.arrayContaining([first.id, second.id]));

    for (const key of [first, second]) {
      expect([(await by(key).get('/clients')).status, await onReplica(key)]).toEqual([200, 200]);
    }
    expect((await revoke(aldo, first)).status).toBe(204);
    expect((await by(first).get('/clients')).status).toBe(401);
    expect((await revoke(admin, second)).status).toBe(204);
    await aSecond();
    expect([await onReplica(first), await onReplica(second)]).toEqual([401, 401]);
    expect((await revoke(aldo, first)).status).toBe(404);
    const [row] = await story.prisma.journalEntry.findMany({
      where: { action: 'apikey.revoked', entityId: second.id },
    });
    expect(row).toMatchObject({ actorId: admin.id, ownerId: aldo.id });
  });

  it('tells when it was last used, written once a minute over all replicas', async () => {
    const key = await make(story.people.aldo, { 'client:read': 'own' });
    const lastUsed = async () =>
      (await story.prisma.apiKey.findUniqueOrThrow({ where: { id: key.id } })).lastUsedAt?.toISOString();
    const start = new Date(Date.now() + 1000).toISOString().replace(/\.\d+/, '.000');
    const after = (seconds: number) => new Date(Date.parse(start) + seconds * 1000).toISOString();
    for (const [seconds, written] of [
      [0, 0],
      [59, 0],
      [60, 60],
      [119, 60],
      [121, 121],
    ] as const) {
      story.clock.setTo(after(seconds));
      await aSecond();
      expect([(await by(key).get('/clients')).status, await onReplica(key)]).toEqual([200, 200]);
      expect(await lastUsed()).toBe(after(written));
    }
    story.clock.setTo(undefined);
  });

  it('is read from the Authorization header only, and one that nobody made is refused like any other', async () => {
    const { key } = await make(story.people.aldo, { 'client:read': 'own' });
    for (const query of [`access_token=${key}`, `api_key=${key}`, `key=${key}`, `token=${key}`])
      expect((await story.anonymous.get(`/clients?${query}`)).status).toBe(401);
    const withHeader = (name: string, value: string) => story.anonymous.get('/clients').set(name, value);
    expect((await withHeader('X-Api-Key', key)).status).toBe(401);
    expect((await withHeader('Cookie', `key=${key}`)).status).toBe(401);
    expect((await withHeader('Authorization', key)).status).toBe(401);
    const others = [`${key}x`, key.slice(0, -1), key.toUpperCase(), `nxk_${'A'.repeat(43)}`, 'nxk_'];
    for (const other of others) {
      const { status, body } = await withHeader('Authorization', `Bearer ${other}`);
      expect([status, body.code]).toEqual([401, 'UNAUTHENTICATED']);
    }
    expect((await withHeader('Authorization', `Bearer ${key}`)).status).toBe(200);
    expect((await story.anonymous.post('/auth/refresh').send({ refreshToken: key })).status).toBe(401);
  });

  it('of an admin who has to switch a second factor on does nothing until it is on', async () => {
    const key = await make(story.people.admin, { 'client:read': 'all' });
    const strict = await bootApp(story.databaseUrl, { AUTH_REQUIRE_ADMIN_TOTP: 'true' }, story.clock);
    const answer = await strict.inject({
      url: '/api/v1/clients',
      headers: { authorization: `Bearer ${key.key}` },
    });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([
      403,
      'TOTP_ENROLMENT_REQUIRED',
    ]);
    await strict.close();
  });

  it('a bulk change, which goes on after the request, takes a person', async () => {
    const key = await make(story.people.admin, { 'client:update': 'all', 'client:read': 'all' });
    expect((await by(key).post('/clients/bulk').send({})).body).toMatchObject({
      status: 403,
      code: 'INTERACTIVE_ONLY',
    });
  });

  it('that tries what it may not stands in the journal under its own name', async () => {
    const key = await make(story.people.aldo, { 'client:read': 'own' });
    expect((await by(key).post('/auth/logout-all')).status).toBe(403);
    await story.app.get(SecurityNotes, { strict: false }).written();
    const [row] = await story.prisma.journalEntry.findMany({ where: { apiKeyId: key.id } });
    expect(row).toMatchObject({
      ...{ action: 'access.refused', actorId: story.people.aldo.id },
      facts: { code: 'INTERACTIVE_ONLY', operation: 'POST /api/v1/auth/logout-all' },
    });
  });

  it('has its own security scheme in the OpenAPI document, on the operations that take it', () => {
    const routes = readRoutes(story);
    expect(routes.filter(({ takesKeys }) => takesKeys).map(({ operationId }) => operationId)).toEqual(
      expect.arrayContaining(['getMe', 'listClients', 'createClient']),
    );
    for (const { access, takesKeys, operationId } of routes)
      if (takesKeys && access !== 'signed-in')
        expect([operationId, isForKeys(access as Permission)]).toEqual([operationId, true]);
  });
});

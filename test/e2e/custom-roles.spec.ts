import { ROLE_PERMISSIONS, SEEDED_ROLES } from '#app/auth/permissions/role-permissions.js';
import { type PermissionTable, VOCABULARY } from '#app/platform/access/index.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permissionList } from '../factories/role.ts';
import type { Person } from '../support/people.ts';
import { bootApp, startStory, type Story } from '../support/story.ts';

const SECRET = 'quattro gatti sul tetto';
const aSecond = () => new Promise((done) => setTimeout(done, 1100));

describe('roles of the company’s own', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  const admin = () => story.as(story.people.admin);
  const create = (key: string, permissions: PermissionTable, by: Person = story.people.admin) =>
    story
      .as(by)
      .post('/roles')
      .send({ key, name: `Ruolo ${key}`, permissions: permissionList(permissions) });
  const give = async (person: Person, role: string) => {
    const { status, body } = await admin().patch(`/users/${person.id}`).send({ role });
    expect([status, body.role]).toEqual([200, role]);
  };

  it('an admin makes one of the vocabulary, gives it to somebody, and it decides what they may do', async () => {
    const { aldo, alma, beppe } = story.people;
    const made = await create('CALL_CENTRE', { 'client:read': 'team', 'client:create': 'own' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ key: 'CALL_CENTRE', seeded: false, version: 1 });
    for (const owner of [aldo, alma, beppe])
      await story.prisma.client.create({ data: { name: `Bar ${owner.email}`, ownerId: owner.id } });
    await give(aldo, 'CALL_CENTRE');
    const clients = await story.as(aldo).get('/clients');
    expect(clients.body.items.map(({ ownerId }: { ownerId: string }) => ownerId).sort()).toEqual(
      [aldo.id, alma.id].sort(),
    );
    expect((await story.as(aldo).get('/opportunities')).body).toMatchObject({
      status: 403,
      code: 'FORBIDDEN',
    });
    expect((await story.as(aldo).get('/auth/me')).body).toMatchObject({
      role: 'CALL_CENTRE',
      roleName: 'Ruolo CALL_CENTRE',
      permissions: [
        { resource: 'client', action: 'read', scope: 'team' },
        { resource: 'client', action: 'create', scope: 'own' },
      ],
    });
    await give(aldo, 'AGENT');
  });

  it('a changed role holds at the next request here, and within a second on every replica', async () => {
    const { body: role } = await create('NARROWED', { 'client:read': 'all', 'visit:read': 'all' });
    const { alma } = story.people;
    await give(alma, 'NARROWED');
    const replica = await bootApp(story.databaseUrl, {}, story.clock);
    const headers = { authorization: `Bearer ${alma.token}` };
    const there = async () => (await replica.inject({ url: '/api/v1/visits', headers })).statusCode;
    try {
      expect(await there()).toBe(200);
      const answer = await admin()
        .patch(`/roles/${role.id}`)
        .send({ permissions: permissionList({ 'client:read': 'own' }) });
      expect(answer.status).toBe(200);
      expect((await story.as(alma).get('/visits')).status).toBe(403);
      await aSecond();
      expect(await there()).toBe(403);
    } finally {
      await replica.close();
    }
    const [entry] = await story.prisma.journalEntry.findMany({
      where: { entityId: role.id, action: 'role.updated' },
    });
    expect(entry).toMatchObject({
      actorId: story.people.admin.id,
      facts: {
        permissions: {
          from: { 'client:read': 'all', 'visit:read': 'all' },
          to: { 'client:read': 'own' },
        },
      },
    });
    await give(alma, 'AGENT');
  });

  it('a demoted user has lost the role at the next request, with the same token', async () => {
    const { bruno } = story.people;
    expect((await story.as(bruno).get('/users')).status).toBe(200);
    await give(bruno, 'AGENT');
    expect((await story.as(bruno).get('/users')).status).toBe(403);
    await give(bruno, 'MANAGER');
  });

  it('a role that somebody holds can’t vanish, and the refusal says how many do', async () => {
    const { body: role } = await create('HELD', { 'client:read': 'own' });
    const { aldo, alma } = story.people;
    await give(aldo, 'HELD');
    await give(alma, 'HELD');
    const refused = await admin().delete(`/roles/${role.id}`);
    expect(refused.body).toMatchObject({ status: 409, code: 'ROLE_HELD', count: 2 });
    await expect(story.prisma.role.delete({ where: { id: role.id } })).rejects.toThrow();
    await give(aldo, 'AGENT');
    await give(alma, 'AGENT');
    expect((await admin().delete(`/roles/${role.id}`)).status).toBe(204);
    expect((await admin().get(`/roles/${role.id}`)).status).toBe(404);
  });

  it('given and deleted at the same moment, a role never leaves a user without one', async () => {
    for (let round = 0; round < 5; round += 1) {
      const key = `RACE_${round}`;
      const { body: role } = await create(key, {});
      const [given, deleted] = await Promise.all([
        admin().patch(`/users/${story.people.beppe.id}`).send({ role: key }),
        admin().delete(`/roles/${role.id}`),
      ]);
      expect([
        [200, 409],
        [400, 204],
      ]).toContainEqual([given.status, deleted.status]);
      await give(story.people.beppe, 'AGENT');
    }
  });

  it('who may make visits of their own is an agent in the figures, whatever the role is called', async () => {
    await create('COURIER', { 'visit:create': 'own' });
    const agents = async (): Promise<string[]> => {
      const { body } = await admin().get('/analytics/agents');
      return body.agents.map(({ fullName }: { fullName: string }) => fullName);
    };
    expect(await agents()).not.toContain('Analyst');
    await give(story.people.analyst, 'COURIER');
    expect(await agents()).toContain('Analyst');
    await give(story.people.analyst, 'ANALYST');
  });

  it('the four seeded roles are as the table in code says, and nobody edits them', async () => {
    const { body } = await admin().get('/roles?sort=createdAt&limit=100');
    const seeded = body.items.filter((role: { seeded: boolean }) => role.seeded);
    expect(seeded.map(({ key }: { key: string }) => key).sort()).toEqual([...SEEDED_ROLES].sort());
    for (const { id, key, permissions } of seeded) {
      const written = permissionList(ROLE_PERMISSIONS[key as (typeof SEEDED_ROLES)[number]]);
      expect(permissions).toHaveLength(written.length);
      expect(permissions).toEqual(expect.arrayContaining(written));
      for (const call of [admin().patch(`/roles/${id}`).send({ name: 'X' }), admin().delete(`/roles/${id}`)])
        expect((await call).body).toMatchObject({ status: 409, code: 'ROLE_SEEDED' });
    }
  });

  it('an admin holds every permission of the vocabulary, so that nothing is out of everybody’s reach', () => {
    expect(Object.keys(ROLE_PERMISSIONS.ADMIN).sort()).toEqual(Object.keys(VOCABULARY).sort());
  });

  it('the vocabulary says what each permission means, and how widely the reader may give it', async () => {
    const { body } = await admin().get('/roles/vocabulary');
    expect(body.permissions).toHaveLength(Object.keys(VOCABULARY).length);
    expect(body.permissions).toContainEqual({
      resource: 'client',
      action: 'assign',
      description: VOCABULARY['client:assign'].description,
      scopes: ['own', 'team', 'all'],
      grantable: 'all',
    });
  });

  it('input that makes no sense is refused, field by field', async () => {
    const post = async (body: object) => (await admin().post('/roles').send(body)).body;
    const of = (permissions: unknown, key = 'ODD') => post({ key, name: 'Odd', permissions });
    const can = (resource: string, action: string, scope: string) => ({ resource, action, scope });
    for (const [answer, code, pointer] of [
      [await of([can('client', 'refresh', 'own')]), 'PERMISSION_UNKNOWN', '/permissions/0'],
      [await of([can('pipeline', 'read', 'own')]), 'SCOPE_UNKNOWN', '/permissions/0'],
      [
        await of([can('client', 'read', 'own'), can('client', 'read', 'all')]),
        'PERMISSION_TWICE',
        '/permissions/1',
      ],
      [await of([can('client', 'read', 'world')]), 'IS_IN', '/permissions/0/scope'],
      [
        await of([{ ...can('client', 'read', 'own'), seeded: true }]),
        'UNKNOWN_FIELD',
        '/permissions/0/seeded',
      ],
      [await of([], 'lower'), 'MATCHES', '/key'],
      [await post({ key: 'ODD', name: 'Odd', permissions: [], seeded: true }), 'UNKNOWN_FIELD', '/seeded'],
    ])
      expect(answer).toMatchObject({ status: 400, errors: [expect.objectContaining({ code, pointer })] });
    expect((await create('TWICE', {})).status).toBe(201);
    expect((await create('TWICE', {})).body).toMatchObject({ status: 409, code: 'ROLE_EXISTS' });
    expect((await create('ADMIN', {})).body).toMatchObject({ status: 409, code: 'ROLE_EXISTS' });
    expect(
      (await admin().patch(`/users/${story.people.aldo.id}`).send({ role: 'NO_SUCH' })).body,
    ).toMatchObject({ status: 400, errors: [{ code: 'ROLE_UNKNOWN', pointer: '/role' }] });
  });

  describe('somebody who keeps roles and accounts without being an admin', () => {
    const KEEPER: PermissionTable = {
      'client:read': 'team',
      'user:read': 'all',
      'user:create': 'all',
      'user:update': 'all',
      'role:read': 'all',
      'role:create': 'all',
      'role:update': 'all',
      'role:delete': 'all',
    };
    const bruno = () => story.people.bruno;
    const keeper = () => story.as(bruno());
    let ownRole: string;
    beforeAll(async () => {
      ownRole = (await create('KEEPER', KEEPER)).body.id;
      await give(story.people.bruno, 'KEEPER');
    });

    it('makes no role above the own rights, and is told what is too much', async () => {
      const refused = await create(
        'TOO_MUCH',
        { 'client:read': 'all', 'client:update': 'own', 'user:read': 'all' },
        story.people.bruno,
      );
      expect(refused.body).toMatchObject({
        status: 403,
        code: 'ABOVE_OWN_RIGHTS',
        permissions: ['client:read (all)', 'client:update (own)'],
      });
      expect(await story.prisma.role.findUnique({ where: { key: 'TOO_MUCH' } })).toBeNull();
      const below = await create('BELOW', { 'client:read': 'own' }, story.people.bruno);
      expect(below.status).toBe(201);
      const raised = await keeper()
        .patch(`/roles/${below.body.id}`)
        .send({ permissions: permissionList({ 'client:read': 'all' }) });
      expect(raised.body).toMatchObject({ status: 403, code: 'ABOVE_OWN_RIGHTS' });
    });

    it('neither changes nor deletes a role that stands above, nor the own one', async () => {
      const { body: mighty } = await create('MIGHTY', { 'client:delete': 'all' });
      for (const call of [
        keeper().patch(`/roles/${mighty.id}`).send({ permissions: [] }),
        keeper().delete(`/roles/${mighty.id}`),
      ])
        expect((await call).body).toMatchObject({ status: 403, code: 'ABOVE_OWN_RIGHTS' });
      const own = await keeper().patch(`/roles/${ownRole}`).send({ description: 'Mio' });
      expect(own.body).toMatchObject({ status: 403, code: 'OWN_ROLE' });
    });

    it('gives nobody a role above the own rights, and takes over no mightier account', async () => {
      const { admin: boss, aldo, bruno } = story.people;
      const refusals = [
        keeper().patch(`/users/${bruno.id}`).send({ role: 'ADMIN' }),
        keeper().patch(`/users/${aldo.id}`).send({ role: 'ADMIN' }),
        keeper().post('/users').send({ email: 'x@example.test', fullName: 'X', role: 'ADMIN' }),
        keeper().patch(`/users/${boss.id}`).send({ password: 'quattro gatti sul tetto' }),
        keeper().patch(`/users/${boss.id}`).send({ email: 'mine@example.test' }),
        keeper().post(`/users/${boss.id}/suspend`),
      ];
      for (const refusal of refusals) expect((await refusal).status).toBe(403);
      const pending = await story.prisma.user.create({
        data: { email: 'pending-admin@example.test', fullName: 'P', role: 'ADMIN' },
      });
      const invited = await keeper().post(`/users/${pending.id}/invitation`);
      expect(invited.body).toMatchObject({ status: 403, code: 'ABOVE_OWN_RIGHTS' });
      expect(await story.prisma.oneTimeToken.count({ where: { userId: pending.id } })).toBe(0);
      const roles = await story.prisma.user.findMany({ where: { id: { in: [boss.id, aldo.id, bruno.id] } } });
      expect(roles.map(({ role }) => role).sort()).toEqual(['ADMIN', 'AGENT', 'KEEPER']);
    });

    it('keeps accounts that stand below', async () => {
      const { body, status } = await keeper()
        .post('/users')
        .send({ email: 'below@example.test', fullName: 'Below', role: 'BELOW', teamId: bruno().teamId });
      expect([status, body.role]).toEqual([201, 'BELOW']);
      expect((await keeper().patch(`/users/${body.id}`).send({ fullName: 'Beneath' })).status).toBe(200);
    });

    it('whose scope is a team reads no other team’s rows by way of an account', async () => {
      const nord = story.people.aldo.teamId;
      const account = (role: string, teamId: string | null, email: string) =>
        keeper().post('/users').send({ email, fullName: 'Spia', role, teamId, password: SECRET });
      await create('TEAM_READER', { 'client:read': 'team' });
      const there = await story.prisma.user.create({
        data: { email: 'there@example.test', fullName: 'T', role: 'BELOW', teamId: nord, status: 'ACTIVE' },
      });
      const here = await account('TEAM_READER', bruno().teamId, 'here@example.test');
      expect(here.status).toBe(201);
      for (const [way, call] of [
        ['the own team', keeper().patch(`/users/${bruno().id}`).send({ teamId: nord })],
        ['a new account there', account('TEAM_READER', nord, 'spy@example.test')],
        ['moving one there', keeper().patch(`/users/${here.body.id}`).send({ teamId: nord })],
        ['a password there', keeper().patch(`/users/${there.id}`).send({ password: SECRET })],
        ['an address there', keeper().patch(`/users/${there.id}`).send({ email: 'spy@example.test' })],
        ['the sessions there', keeper().get(`/users/${there.id}/sessions`)],
      ] as const)
        expect([way, (await call).body]).toEqual([
          way,
          expect.objectContaining({ status: 403, code: 'ABOVE_OWN_RIGHTS', permissions: expect.any(Array) }),
        ]);
      // A new account has no rows yet, so nothing is read by it.
      expect((await account('BELOW', nord, 'new@example.test')).status).toBe(201);
      expect((await keeper().patch(`/users/${bruno().id}`).send({ fullName: 'Bruno' })).status).toBe(200);
    });
  });
});

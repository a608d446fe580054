import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readRoutes } from '../access/routes.ts';
import { switchOn } from '../support/authenticator.ts';
import { databasePrint } from '../support/database-print.ts';
import { permissionList } from '../factories/role.ts';
import { PASSWORD, type Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

describe('nobody raises themselves', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory({ AUTH_REQUIRE_ADMIN_TOTP: 'true' });
    await switchOn(story, story.people.admin);
  });
  afterAll(() => story.end());
  beforeEach(() => story.prisma.loginFailure.deleteMany());

  /** Tries, and holds the database before against that after. */
  const refused = async (tries: () => Promise<number[]>) => {
    const before = await databasePrint(story.prisma);
    for (const status of await tries()) expect([400, 403, 404, 409]).toContain(status);
    expect(await databasePrint(story.prisma)).toBe(before);
  };
  const newKey = (person: Person, permissions: object[]) =>
    story
      .as(person)
      .post('/api-keys')
      .send({
        name: 'magazzino',
        currentPassword: PASSWORD,
        expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
        permissions,
      });

  it('to another role, team or state by editing the own account', async () => {
    const { aldo, anna, admin, bruno } = story.people;
    const fields = [
      { role: 'ADMIN' },
      { teamId: bruno.teamId },
      { status: 'ACTIVE' },
      { permissions: permissionList({ 'audit:read': 'all' }) },
      { hiddenFields: [] },
      { id: admin.id },
      { passwordHash: 'x' },
    ];
    await refused(async () => {
      const answers = [];
      for (const person of [aldo, anna, admin])
        for (const field of fields)
          answers.push((await story.as(person).patch('/auth/me').send(field)).status);
      return answers;
    });
    await refused(async () => [
      (await story.as(aldo).patch(`/users/${aldo.id}`).send({ role: 'ADMIN' })).status,
      (await story.as(anna).patch(`/users/${anna.id}`).send({ role: 'ADMIN' })).status,
      (await story.as(admin).patch(`/users/${admin.id}`).send({ role: 'AGENT' })).status,
    ]);
  });

  it('past the second factor that the server asks of admins', async () => {
    const { admin } = story.people;
    const settings = [
      { secondFactor: { enabled: true } },
      { secondFactor: null },
      { mustEnrol: false },
      { enrolmentRequired: false },
      { requireAdminTotp: false },
    ];
    await refused(async () => {
      const answers = [];
      for (const setting of settings) {
        answers.push((await story.as(admin).patch('/auth/me').send(setting)).status);
        answers.push((await story.as(admin).patch(`/users/${admin.id}`).send(setting)).status);
      }
      answers.push((await story.as(admin).delete(`/users/${admin.id}/second-factor`)).status);
      return answers;
    });
    const off = await story
      .as(admin)
      .post('/auth/second-factor/disable')
      .send({ currentPassword: PASSWORD, totp: '000000' });
    expect(off.body.code).toBe('SECOND_FACTOR_REQUIRED');
  });

  it('by widening a key: no route changes one, and a key makes no other', async () => {
    const { aldo } = story.people;
    const { body } = await newKey(aldo, permissionList({ 'client:read': 'own' }));
    const changing = readRoutes(story).filter(
      ({ path, method }) => path.includes('/api-keys') && !['GET', 'POST', 'DELETE'].includes(method),
    );
    expect(changing).toEqual([]);
    const wider = { permissions: permissionList({ 'client:read': 'all' }) };
    const key = story.as({ ...aldo, token: body.key });
    // Its use is noted once a minute, and is not what this is about.
    expect((await key.get('/clients')).status).toBe(200);
    await refused(async () => [
      (await story.as(aldo).patch(`/api-keys/${body.id}`).send(wider)).status,
      (await story.as(aldo).post(`/api-keys/${body.id}`).send(wider)).status,
      (await newKey(aldo, permissionList({ 'client:read': 'team' }))).status,
      (await newKey({ ...aldo, token: body.key }, permissionList({ 'client:read': 'own' }))).status,
      (await key.patch('/auth/me').send({ fullName: 'Key' })).status,
      (await key.delete(`/api-keys/${body.id}`)).status,
    ]);
  });

  it('by a key for somebody else', async () => {
    const { anna, admin } = story.people;
    const answer = await story
      .as(anna)
      .post('/api-keys')
      .send({
        ...{ name: 'magazzino', currentPassword: PASSWORD, userId: admin.id },
        expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
        permissions: permissionList({ 'client:read': 'team' }),
      });
    expect(answer.body.errors).toEqual([
      expect.objectContaining({ pointer: '/userId', code: 'UNKNOWN_FIELD' }),
    ]);
  });
});

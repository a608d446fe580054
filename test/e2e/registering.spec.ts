import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStory, type Story } from '../support/story.ts';

const PHRASE = 'tre zattere sul fiume largo';

describe('registering', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory({ TRUSTED_PROXIES: '1' });
  });
  afterAll(() => story.end());

  const register = (email: string, from = '203.0.113.1') =>
    story.anonymous
      .post('/auth/register')
      .set('X-Forwarded-For', from)
      .send({ email, password: PHRASE, fullName: 'Carla Verdi' });
  const login = (email: string) => story.anonymous.post('/auth/login').send({ email, password: PHRASE });

  it('waits for an admin, who gives the role and the team and opens the door', async () => {
    const admin = story.as(story.people.admin);
    expect((await register('Carla@Example.test')).body).toEqual({ status: 'PENDING' });
    expect((await login('carla@example.test')).status).toBe(401);
    const { items } = (await admin.get('/users?status=PENDING')).body as { items: { id: string }[] };
    expect(items).toEqual([
      expect.objectContaining({ email: 'carla@example.test', role: 'AGENT', teamId: null }),
    ]);
    const id = items[0]?.id ?? 'none';
    await admin.patch(`/users/${id}`).send({ role: 'MANAGER', teamId: story.people.anna.teamId });
    expect((await login('carla@example.test')).status).toBe(401);
    expect((await admin.post(`/users/${id}/activate`)).status).toBe(200);
    expect((await login('carla@example.test')).body.user).toMatchObject({ id, role: 'MANAGER' });
  });

  it('again changes nothing, neither a waiting account nor one in use, and is answered as the first time', async () => {
    const { aldo } = story.people;
    const first = await register('diana@example.test');
    const print = () => story.prisma.user.findMany({ orderBy: { id: 'asc' } });
    const before = await print();
    for (const email of ['diana@example.test', aldo.email]) {
      const again = await register(email);
      expect([again.status, again.text]).toEqual([first.status, first.text]);
    }
    expect(await print()).toEqual(before);
    expect((await login(aldo.email)).status).toBe(401);
  });

  it('for an address that is another’s opens nothing to who asked, when the admin invites instead of activating', async () => {
    const admin = story.as(story.people.admin);
    await register('elena@example.test');
    const { id } = await story.prisma.user.findUniqueOrThrow({ where: { email: 'elena@example.test' } });
    const { link } = (await admin.post(`/users/${id}/invitation`)).body as { link: string };
    const body = { token: link.split('#token=')[1], password: 'quattro gatti sul tetto' };
    expect((await story.anonymous.post('/auth/accept-invitation').send(body)).status).toBe(204);
    expect((await login('elena@example.test')).status).toBe(401);
    const { password } = body;
    const hers = await story.anonymous.post('/auth/login').send({ email: 'elena@example.test', password });
    expect(hers.body.user).toMatchObject({ id, status: 'ACTIVE' });
  });

  it('in masses from one address is slowed down with Retry-After, and not from elsewhere', async () => {
    const statuses: number[] = [];
    for (let number = 0; number < 30; number += 1)
      statuses.push((await register(`somebody${number}@example.test`, '198.51.100.3')).status);
    expect(new Set(statuses)).toEqual(new Set([202]));
    const before = await story.prisma.journalEntry.count();
    const refused = await register('one.more@example.test', '198.51.100.3');
    expect([refused.status, refused.body.code]).toEqual([429, 'TOO_MANY_REGISTRATIONS']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(await story.prisma.journalEntry.count()).toBe(before);
    expect((await register('one.more@example.test', '198.51.100.4')).status).toBe(202);
  });
});

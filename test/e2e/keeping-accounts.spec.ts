import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

describe('keeping accounts', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory({ CORS_ORIGINS: 'https://crm.example.test' });
  });
  afterAll(() => story.end());

  it('fifty parallel edits with one ETag: one wins, the others are told', async () => {
    const admin = story.as(story.people.admin);
    const edit = (path: string, body: object) => admin.patch(path).set('If-Match', '"1"').send(body);
    const { aldo } = story.people;
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, number) => edit(`/users/${aldo.id}`, { fullName: `Aldo ${number}` })),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array<number>(49).fill(412)]);
    const teams = await Promise.all(
      Array.from({ length: 20 }, (_, number) => edit(`/teams/${aldo.teamId}`, { name: `Nord ${number}` })),
    );
    expect(teams.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(19).fill(412)]);
  });

  it('two admins who demote each other at the same moment leave one', async () => {
    const second = await story.prisma.user.update({
      where: { id: story.people.analyst.id },
      data: { role: 'ADMIN' },
    });
    const demote = (by: Story['people']['admin'], id: string) =>
      story.as(by).patch(`/users/${id}`).send({ role: 'AGENT' });
    await new Promise((done) => setTimeout(done, 1100)); // until the new role is known
    await Promise.all([
      demote(story.people.admin, second.id),
      demote(story.people.analyst, story.people.admin.id),
    ]);
    expect(await story.prisma.user.count({ where: { role: 'ADMIN', status: 'ACTIVE' } })).toBe(1);
    await story.prisma.user.update({ where: { id: story.people.admin.id }, data: { role: 'ADMIN' } });
    await new Promise((done) => setTimeout(done, 1100));
  });

  it('an admin sets a password and an address; the user’s sessions end and the password stands nowhere', async () => {
    const admin = story.as(story.people.admin);
    const password = 'quattro gatti sul tetto';
    const { beppe, alma } = story.people;
    const { body, status } = await admin
      .patch(`/users/${beppe.id}`)
      .send({ password, email: 'Beppe.Nuovo@example.test' });
    expect([status, body.email]).toEqual([200, 'beppe.nuovo@example.test']);
    expect((await story.as(beppe).get('/auth/me')).status).toBe(401);
    await signIn(story.outside, 'beppe.nuovo@example.test', password);
    const journal = await story.prisma.journalEntry.findMany({ where: { entityId: beppe.id } });
    expect(JSON.stringify(journal.map(({ facts }) => facts))).not.toContain(password);
    const taken = await admin.patch(`/users/${beppe.id}`).send({ email: alma.email });
    expect(taken.body).toMatchObject({ status: 409, code: 'EMAIL_TAKEN' });
  });

  it('a page of a named origin may edit and delete; a page of another may not', async () => {
    const preflight = (origin: string) =>
      story.outside.options('/api/v1/users').set({
        Origin: origin,
        'Access-Control-Request-Method': 'PATCH',
        'Access-Control-Request-Headers': 'authorization',
      });
    const named = await preflight('https://crm.example.test');
    expect(named.headers['access-control-allow-origin']).toBe('https://crm.example.test');
    expect(named.headers['access-control-allow-methods']).toMatch(/PATCH.*DELETE/);
    expect((await preflight('https://evil.example')).headers['access-control-allow-origin']).toBeUndefined();
  });
});

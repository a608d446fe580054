import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD, type Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

interface Session {
  id: string;
  userAgent: string | null;
  current: boolean;
}

describe('keeping sessions', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  const open = async (person: Person, userAgent: string) => {
    const login = story.anonymous.post('/auth/login').set('User-Agent', userAgent);
    const { body } = await login.send({ email: person.email, password: PASSWORD });
    return {
      person: { ...person, token: body.accessToken as string },
      refreshToken: body.refreshToken as string,
    };
  };
  const lives = async (person: Person) => (await story.as(person).get('/auth/me')).status === 200;
  const refreshes = async (refreshToken: string) =>
    (await story.anonymous.post('/auth/refresh').send({ refreshToken })).status === 200;
  const named = (sessions: Session[], userAgent: string) =>
    sessions.find((session) => session.userAgent === userAgent)?.id ?? 'none';

  it('a user sees their own, knows the present one, and ends the lost telephone’s', async () => {
    const desk = await open(story.people.aldo, 'desk');
    const phone = await open(story.people.aldo, 'telephone');
    const sessions = (await story.as(desk.person).get('/auth/sessions')).body as Session[];
    expect(sessions.filter(({ current }) => current).map(({ userAgent }) => userAgent)).toEqual(['desk']);
    const answer = await story.as(desk.person).delete(`/auth/sessions/${named(sessions, 'telephone')}`);
    expect(answer.status).toBe(204);
    expect([await lives(phone.person), await refreshes(phone.refreshToken)]).toEqual([false, false]);
    expect([await lives(desk.person), await refreshes(desk.refreshToken)]).toEqual([true, true]);
    const left = (await story.as(desk.person).get('/auth/sessions')).body as Session[];
    expect(left.map(({ userAgent }) => userAgent)).not.toContain('telephone');
  });

  it('nobody ends another’s, and learns no more than that there is none', async () => {
    const { alma, beppe } = story.people;
    const sessions = (await story.as(beppe).get('/auth/sessions')).body as Session[];
    const id = sessions[0]?.id ?? 'none';
    const foreign = await story.as(alma).delete(`/auth/sessions/${id}`);
    const missing = await story.as(alma).delete('/auth/sessions/01999999-9999-7999-8999-999999999999');
    expect([foreign.status, foreign.body.detail]).toEqual([404, missing.body.detail]);
    expect(await lives(beppe)).toBe(true);
  });

  it('signing out everywhere ends all of them, the one that asks included', async () => {
    const desk = await open(story.people.bruno, 'desk');
    const phone = await open(story.people.bruno, 'telephone');
    expect((await story.as(desk.person).post('/auth/logout-all')).status).toBe(204);
    for (const { person, refreshToken } of [desk, phone])
      expect([await lives(person), await refreshes(refreshToken)]).toEqual([false, false]);
  });

  it('an admin sees a user’s, ends one, then all, and touches nobody else’s', async () => {
    const { alma, admin, analyst } = story.people;
    const desk = await open(alma, 'desk');
    const phone = await open(alma, 'telephone');
    const list = async () => (await story.as(admin).get(`/users/${alma.id}/sessions`)).body as Session[];
    const sessions = await list();
    expect(sessions.map(({ current }) => current)).not.toContain(true);
    const id = named(sessions, 'telephone');
    const end = (userId: string, sessionId: string) =>
      story.as(admin).delete(`/users/${userId}/sessions/${sessionId}`);
    expect((await end(analyst.id, id)).status).toBe(404);
    expect(await lives(phone.person)).toBe(true);
    expect((await end(alma.id, id)).status).toBe(204);
    expect((await end(alma.id, id)).status).toBe(404);
    expect([await lives(phone.person), await lives(desk.person)]).toEqual([false, true]);
    expect((await story.as(admin).delete(`/users/${alma.id}/sessions`)).status).toBe(204);
    expect([await lives(desk.person), await refreshes(desk.refreshToken)]).toEqual([false, false]);
    expect(await list()).toEqual([]);
    expect(await lives(analyst)).toBe(true);
  });
});

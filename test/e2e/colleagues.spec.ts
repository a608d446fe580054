import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStory, type Story } from '../support/story.ts';

describe('who stands behind an id', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
    await story.anonymous
      .post('/auth/register')
      .send({ email: 'nuovo@example.test', password: 'quattro gatti sul tetto', fullName: 'Nuovo Arrivato' });
  });
  afterAll(() => story.end());

  const names = async (query: string, person = story.people.aldo) => {
    const { status, body } = await story.as(person).get(`/colleagues${query}`);
    expect(status).toBe(200);
    return (body.items as { fullName: string }[]).map(({ fullName }) => fullName);
  };

  it('an agent reads the own team by name, and nothing else of their accounts', async () => {
    const { body } = await story.as(story.people.aldo).get('/colleagues?q=ALMA');
    const { id, teamId } = story.people.alma;
    expect(body).toEqual({
      items: [{ id, fullName: expect.stringContaining('Alma'), teamId, teamName: 'Nord', active: true }],
      nextCursor: null,
    });
    expect(await names('')).toHaveLength(3);
    expect(await names(`?teamId=${story.people.beppe.teamId}`)).toEqual([]);
  });

  it('who sees everybody’s clients reads everybody, but not who only registered', async () => {
    const { admin } = story.people;
    expect(await names('', admin)).toHaveLength(Object.keys(story.people).length);
    expect(await names('', admin)).not.toContain('Nuovo Arrivato');
  });

  it('a search means its letters: % and _ stand for themselves', async () => {
    for (const letter of ['%25', '_', '%5C']) {
      expect(await names(`?q=${letter}`)).toEqual([]);
      const { body } = await story.as(story.people.admin).get(`/users?q=${letter}`);
      expect(body.items).toEqual([]);
    }
  });

  it('who has left keeps the name, and is not offered any more', async () => {
    await story.as(story.people.admin).post(`/users/${story.people.alma.id}/suspend`);
    const { body } = await story.as(story.people.aldo).get('/colleagues?q=alma');
    expect(body.items).toMatchObject([{ id: story.people.alma.id, active: false }]);
    expect((await story.as(story.people.alma).get('/colleagues')).status).toBe(401);
  });

  it('an admin finds an account by a part of its address', async () => {
    const { body } = await story.as(story.people.admin).get('/users?q=nuovo@');
    expect(body.items).toMatchObject([{ fullName: 'Nuovo Arrivato', status: 'PENDING' }]);
  });
});

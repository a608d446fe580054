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

  const names = async (query: string) => {
    const { status, body } = await story.as(story.people.aldo).get(`/colleagues${query}`);
    expect(status).toBe(200);
    return (body.items as { fullName: string }[]).map(({ fullName }) => fullName);
  };

  it('an agent reads colleagues of every team by name, and nothing else of their accounts', async () => {
    const { body } = await story.as(story.people.aldo).get('/colleagues?q=BEPPE');
    const { id, teamId } = story.people.beppe;
    expect(body).toEqual({
      items: [{ id, fullName: expect.stringContaining('Beppe'), teamId, teamName: 'Sud', active: true }],
      nextCursor: null,
    });
    expect(await names('')).not.toContain('Nuovo Arrivato');
    expect(await names(`?teamId=${teamId}`)).toHaveLength(2);
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

import { createFirstAdmin } from '#app/auth/first-admin/create-first-admin.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStory, type Story } from '../support/story.ts';

describe('a fresh installation', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  it('gets its first admin by a command that works once, even when two run it at the same moment', async () => {
    await story.prisma.user.updateMany({ where: { role: 'ADMIN' }, data: { role: 'ANALYST' } });
    const made = await Promise.all(
      ['First@Example.test', 'second@example.test'].map((email) =>
        createFirstAdmin(story.prisma, { email, fullName: 'First' }),
      ),
    );
    const [admin, ...others] = made.filter((one) => one !== null);
    expect(others).toEqual([]);
    expect((await story.anonymous.post('/auth/login').send(admin)).body.user).toMatchObject({
      role: 'ADMIN',
      email: admin?.email,
    });
    expect(
      await createFirstAdmin(story.prisma, { email: 'third@example.test', fullName: 'Third' }),
    ).toBeNull();
  });
});

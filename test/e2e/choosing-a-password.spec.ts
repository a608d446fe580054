import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { PASSWORD } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

const PHRASE = 'Perché no? 🐎 un cavallo, la batteria e 🔋 sette graffette d’oro fino';

describe('choosing a password', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  const register = (password: string) =>
    story.anonymous
      .post('/auth/register')
      .send({ email: 'rita@example.test', password, fullName: 'Rita Neri' });
  const change = (newPassword: string) =>
    story.as(story.people.alma).post('/auth/password').send({ currentPassword: PASSWORD, newPassword });
  const login = (email: string, password: string) =>
    story.anonymous.post('/auth/login').send({ email, password });

  it.each([
    ['short', 'vT9-qm2Lx8#', 'MIN_LENGTH'],
    ['endless', 'vT9-qm2Lx8#'.repeat(12), 'MAX_LENGTH'],
    ['common', '1QAZ2wsx3edc', 'PASSWORD_COMMON'],
    ['common with a year', 'Sunshine2026!', 'PASSWORD_COMMON'],
    ['named after the product', 'il mio nexus di casa', 'PASSWORD_CONTEXT'],
  ])(
    'a %s one is refused at registration, by an admin and at a change, and never repeated',
    async (_, password, code) => {
      const fields = { email: 'rita@example.test', fullName: 'Rita Neri', role: 'AGENT' };
      const answers = [
        await register(password),
        await story
          .as(story.people.admin)
          .post('/users')
          .send({ ...fields, password }),
        await change(password),
      ];
      for (const { status, body } of answers) {
        expect(status).toBe(400);
        expect(body.errors).toEqual([
          expect.objectContaining({ code, pointer: expect.stringMatching(/assword$/) }),
        ]);
        expect(JSON.stringify(body)).not.toContain(password);
      }
      expect(await story.prisma.user.count({ where: { email: fields.email } })).toBe(0);
    },
  );

  it('one’s own name or address is refused', async () => {
    for (const password of ['rita e il cavallo', 'la signora NERI canta']) {
      expect((await register(password)).body.errors[0].code).toBe('PASSWORD_CONTEXT');
    }
  });

  it('a phrase with spaces, accents and emoji is taken, and compared byte for byte', async () => {
    expect([...PHRASE].length).toBeGreaterThanOrEqual(64);
    expect((await change(PHRASE)).status).toBe(204);
    const { email } = story.people.alma;
    expect((await login(email, PHRASE)).status).toBe(200);
    const almost = [PHRASE.toLowerCase(), `${PHRASE} `, PHRASE.slice(0, -1), PHRASE.normalize('NFD')];
    for (const password of almost) expect((await login(email, password)).status).toBe(401);
  });

  it('is hashed anew at the next login when the stored hash is weak', async () => {
    const { id, email } = story.people.beppe;
    const weak = '$argon2id$v=19$m=1024,t=1,p=1$';
    const hashOf = async () => (await story.prisma.user.findUniqueOrThrow({ where: { id } })).passwordHash;
    await story.prisma.user.update({ where: { id }, data: { passwordHash: await weakHash() } });
    expect((await login(email, 'wrong wrong wrong')).status).toBe(401);
    expect(await hashOf()).toContain(weak);
    expect((await login(email, PASSWORD)).status).toBe(200);
    expect(await hashOf()).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await login(email, PASSWORD)).status).toBe(200);
  });
});

function weakHash(): Promise<string> {
  return hash(PASSWORD, { algorithm: 2, memoryCost: 1024, timeCost: 1, parallelism: 1 });
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PASSWORD } from '../support/people.ts';
import { startReplica } from '../support/replica.ts';
import { startStory, STORY_SECRET, type Story } from '../support/story.ts';

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

  it('one’s own name or address is refused, and the company’s as it stands in the address', async () => {
    for (const password of ['rita e il cavallo', 'la signora NERI canta', 'qui da Example si canta']) {
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

describe('with a list of stolen passwords', () => {
  const STOLEN = 'otto lanterne di carta';
  let folder: string;
  let story: Story;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nexus-stolen-'));
    const words = [STOLEN, 'another one', 'and one more', PASSWORD.toUpperCase()];
    const hashes = words.map((word) => createHash('sha1').update(word).digest('hex').toUpperCase()).sort();
    await writeFile(join(folder, 'list.txt'), hashes.map((hash) => `${hash}:7\n`).join(''));
    story = await startStory({ BREACHED_PASSWORDS_FILE: join(folder, 'list.txt') });
  });
  afterAll(async () => {
    await story.end();
    await rm(folder, { recursive: true });
  });

  it('one of them is refused wherever a password is chosen, and another is taken', async () => {
    const admin = story.as(story.people.admin);
    const { aldo } = story.people;
    const dora = { email: 'dora@example.test', fullName: 'Dora Blu' };
    const { id } = (await admin.post('/users').send({ ...dora, role: 'AGENT' })).body as { id: string };
    const { link } = (await admin.post(`/users/${id}/invitation`)).body as { link: string };
    const token = new URL(link).hash.replace('#token=', '');
    const choose = async (password: string) => [
      await story.anonymous.post('/auth/register').send({ ...dora, email: 'eva@example.test', password }),
      await admin.patch(`/users/${story.people.beppe.id}`).send({ password }),
      await story.anonymous.post('/auth/accept-invitation').send({ token, password }),
      await story.as(aldo).post('/auth/password').send({ currentPassword: PASSWORD, newPassword: password }),
    ];
    for (const { status, body } of await choose(STOLEN))
      expect([status, body.errors[0].code]).toEqual([400, 'PASSWORD_BREACHED']);
    const taken = (await choose('nove lanterne di carta')).map(({ status }) => status);
    expect(taken).toEqual([202, 200, 204, 204]);
  });

  it('production does not start without a list unless none is asked for, and says how to have one', async () => {
    const start = (list: string) =>
      startReplica(story.databaseUrl, STORY_SECRET, {
        ...{ NODE_ENV: 'production', BREACHED_PASSWORDS_FILE: list },
      });
    await expect(start('')).rejects.toThrow(/ended with 1: [^]*BREACHED_PASSWORDS_FILE must name/);
    await (await start('none')).stop();
  });

  it.each([
    ['is missing', 'none.txt', undefined],
    ['is empty', 'empty.txt', ''],
    ['is no such list', 'words.txt', 'password\n123456\n'],
    ['is not sorted', 'unsorted.txt', `${'F'.repeat(40)}\n${'0'.repeat(40)}\n`],
  ])('production does not start when the list %s, and says which setting it is', async (_, name, text) => {
    const path = join(folder, name);
    if (text !== undefined) await writeFile(path, text);
    const env = { NODE_ENV: 'production', BREACHED_PASSWORDS_FILE: path };
    const start = startReplica(story.databaseUrl, STORY_SECRET, env);
    await expect(start).rejects.toThrow(/ended with 1: [^]*BREACHED_PASSWORDS_FILE/);
  });
});

function weakHash(): Promise<string> {
  return hash(PASSWORD, { algorithm: 2, memoryCost: 1024, timeCost: 1, parallelism: 1 });
}

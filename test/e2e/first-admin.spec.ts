import { createFirstAdmin } from '#app/auth/first-admin/create-first-admin.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { startReplica, STORY_TOTP_KEY } from '../support/replica.ts';
import { startStory, STORY_SECRET, type Story } from '../support/story.ts';

describe('a fresh installation', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  /** The command that a fresh production is told in the README. */
  const command = (...words: string[]) =>
    new Promise<{ code: number; said: string }>((resolve) => {
      const env = {
        PATH: process.env['PATH'],
        NODE_ENV: 'production',
        DATABASE_URL: story.databaseUrl,
        JWT_SECRET: STORY_SECRET,
        TOTP_KEY: STORY_TOTP_KEY,
        BREACHED_PASSWORDS_FILE: 'none',
      };
      const child = execFile(
        process.execPath,
        ['dist/create-admin.js', ...words],
        { env },
        (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, said: stdout + stderr }),
      );
    });
  const login = (body: object) => story.anonymous.post('/auth/login').send(body);

  it('gets its first admin by a command that works once, even when two run it at the same moment', async () => {
    await story.prisma.user.updateMany({ where: { role: 'ADMIN' }, data: { role: 'ANALYST' } });
    const made = await Promise.all(
      ['First@Example.test', 'second@example.test'].map((email) =>
        createFirstAdmin(story.prisma, { email, fullName: 'First' }),
      ),
    );
    const [admin, ...others] = made.filter((one) => one !== null);
    expect(others).toEqual([]);
    expect((await login(admin ?? {})).body.user).toMatchObject({ role: 'ADMIN', email: admin?.email });
    expect(
      await createFirstAdmin(story.prisma, { email: 'third@example.test', fullName: 'Third' }),
    ).toBeNull();
  });

  it('holds no account in production until the command is run; its password works, and the command no more', async () => {
    await story.prisma.user.deleteMany();
    const replica = await startReplica(story.databaseUrl, STORY_SECRET, { NODE_ENV: 'production' });
    await replica.stop();
    expect(await story.prisma.user.count()).toBe(0);
    const demo = { email: 'admin@nexus.local', password: 'Agenti-In-Viaggio-2026' };
    expect((await login(demo)).status).toBe(401);

    expect((await command('nobody', 'Nobody')).code).toBe(2);
    const first = await command('prima@example.test', 'Prima Admin');
    expect(first.code).toBe(0);
    const password = /only now\): (\S+)/.exec(first.said)?.[1] ?? 'none';
    expect(Buffer.from(password, 'base64url').length).toBeGreaterThanOrEqual(16);
    expect((await login({ email: 'prima@example.test', password })).body.user.role).toBe('ADMIN');

    const second = await command('seconda@example.test', 'Seconda');
    expect([second.code, second.said]).toEqual([1, expect.stringContaining('There is an admin already')]);
    // Also when that admin may not sign in any more: the door stays shut.
    await story.prisma.user.updateMany({ data: { status: 'SUSPENDED' } });
    expect((await command('terza@example.test', 'Terza')).code).toBe(1);
    expect(await story.prisma.user.count()).toBe(1);
  });
});

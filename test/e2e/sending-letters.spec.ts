import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { type Replica, startReplica } from '../support/replica.ts';
import { startStory, STORY_SECRET, type Story } from '../support/story.ts';

const MAIL = { MAIL_FROM: 'crm@example.test', PUBLIC_URL: 'https://crm.example.test' };

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !holds(); tries += 1) await wait(25);
  expect(holds()).toBe(true);
}

describe('sending letters', () => {
  describe('through a mail server', () => {
    let story: Story;
    let mail: MailServer;
    beforeAll(async () => {
      mail = await startMailServer();
      story = await startStory({ SMTP_URL: mail.url, ...MAIL });
    });
    afterAll(async () => {
      await story.end();
      await mail.close();
    });
    beforeEach(() => story.prisma.loginFailure.deleteMany());

    const forget = (email: string) => story.anonymous.post('/auth/forgot-password').send({ email });
    const answered = async (email: string) => {
      const { status, text } = await forget(email);
      return [status, text];
    };

    it('tries again when the server is busy, and the letter comes once', async () => {
      const { aldo } = story.people;
      mail.replies.push({ code: 451 });
      expect(await answered(aldo.email)).toEqual([202, '{"status":"ACCEPTED"}']);
      await mail.linkTo(aldo.email);
      expect(mail.letters.filter(({ to }) => to.includes(aldo.email))).toHaveLength(1);
    });

    it('gives up at once when the server refuses for good; the answer is the one for an unknown address', async () => {
      const { beppe } = story.people;
      const before = mail.tries;
      mail.replies.push({ code: 550 });
      expect(await answered(beppe.email)).toEqual(await answered('nobody@example.test'));
      await until(() => mail.tries === before + 1);
      await wait(1500);
      expect(mail.tries).toBe(before + 1);
      expect(mail.letters.filter(({ to }) => to.includes(beppe.email))).toEqual([]);
    });
  });

  describe('through a server that takes the call and never says a word', () => {
    let silent: Server;
    let story: Story;
    const callers = new Set<Socket>();
    beforeAll(async () => {
      silent = createServer((socket) => callers.add(socket.on('error', () => undefined))).listen(
        0,
        '127.0.0.1',
      );
      await once(silent, 'listening');
      const { port } = silent.address() as AddressInfo;
      story = await startStory({ SMTP_URL: `smtp://127.0.0.1:${port}`, ...MAIL });
    });
    afterAll(async () => {
      await story.end();
      for (const socket of callers) socket.destroy();
      silent.close();
    });

    it('holds up nobody: the known and the unknown address are answered while the server still hangs', async () => {
      const { aldo, admin } = story.people;
      const forget = async (email: string) => {
        const { status, text } = await story.anonymous.post('/auth/forgot-password').send({ email });
        return [status, text];
      };
      expect(await forget(aldo.email)).toEqual([202, '{"status":"ACCEPTED"}']);
      expect(await forget('nobody@example.test')).toEqual([202, '{"status":"ACCEPTED"}']);
      const user = { email: 'dora@example.test', fullName: 'Dora', role: 'AGENT' };
      const { body } = await story.as(admin).post('/users').send(user);
      const invited = await story.as(admin).post(`/users/${body.id}/invitation`);
      expect([invited.status, invited.body.mailed]).toEqual([201, true]);
      await until(() => callers.size > 0);
    });
  });

  describe('without a mail server', () => {
    let story: Story;
    beforeAll(async () => {
      story = await startStory();
    });
    afterAll(() => story.end());

    const ask = async ({ url }: Replica, path: string, body: object, token?: string) => {
      const answer = await fetch(`${url}/api/v1${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify(body),
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    };
    /** All that a process says while somebody forgets a password and somebody is invited. */
    const saidIn = async (
      environment: string,
      email: string,
      level: string,
    ): Promise<{ said: string; mailed: unknown }> => {
      const { admin, aldo } = story.people;
      await story.prisma.loginFailure.deleteMany();
      const replica = await startReplica(story.databaseUrl, STORY_SECRET, {
        ...{ NODE_ENV: environment, LOG_LEVEL: level, PUBLIC_URL: MAIL.PUBLIC_URL },
      });
      try {
        expect((await ask(replica, '/auth/forgot-password', { email: aldo.email })).status).toBe(202);
        const user = { email, fullName: 'Dora', role: 'AGENT' };
        const created = await ask(replica, '/users', user, admin.token);
        const id = String(created.body['id']);
        const { body } = await ask(replica, `/users/${id}/invitation`, {}, admin.token);
        expect(body['link']).toMatch(/^https:\/\/crm\.example\.test\/accept-invitation#token=[\w-]{43}$/);
        return { mailed: body['mailed'], said: (await replica.stop(), replica.said()) };
      } finally {
        await replica.kill();
      }
    };

    it('a developer finds the links in the log, also at the level of npm start', async () => {
      const { said, mailed } = await saidIn('development', 'dora@example.test', 'warn');
      expect(mailed).toBe(false);
      expect(said).toMatch(/crm\.example\.test\/reset-password#token=[\w-]{43}/);
      expect(said).toMatch(/crm\.example\.test\/accept-invitation#token=[\w-]{43}/);
    });

    it('production says once that mail is off, and never a link: an admin hands the invitation over', async () => {
      const { said, mailed } = await saidIn('production', 'elia@example.test', 'trace');
      expect(mailed).toBe(false);
      expect(said.match(/mail is off/g)).toHaveLength(1);
      expect(said).not.toMatch(/#token=|accept-invitation#|reset-password#/);
    });
  });
});

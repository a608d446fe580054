import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { PASSWORD } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

const PHRASE = 'tre zattere sul fiume largo';

describe('who forgets a password', () => {
  let story: Story;
  let mail: MailServer;
  beforeAll(async () => {
    mail = await startMailServer();
    story = await startStory({
      SMTP_URL: mail.url,
      MAIL_FROM: 'NEXUS <crm@example.test>',
      PUBLIC_URL: 'https://crm.example.test',
      TRUSTED_PROXIES: '1',
    });
  });
  afterAll(async () => {
    await story.end();
    await mail.close();
  });
  // Each story has its own hour.
  beforeEach(() => story.prisma.loginFailure.deleteMany());

  const forget = (email: string, from = '203.0.113.1') =>
    story.anonymous.post('/auth/forgot-password').set('X-Forwarded-For', from).send({ email });
  const reset = (token: unknown, password = PHRASE) =>
    story.anonymous.post('/auth/reset-password').send({ token, password });
  const login = (email: string, password: string) =>
    story.anonymous.post('/auth/login').send({ email, password });
  const lettersTo = (email: string) => mail.letters.filter(({ to }) => to.includes(email)).length;
  /** A link in the mailbox of somebody who asked for it. */
  const linkFor = async (email: string): Promise<string> => {
    const earlier = mail.letters.filter(({ to, token }) => token && to.includes(email)).length;
    expect((await forget(email)).status).toBe(202);
    return (await mail.linkTo(email, earlier)).token ?? 'none';
  };

  it('gets a link by mail, sets a new password, and all sessions end; nobody is signed in by it', async () => {
    const { aldo } = story.people;
    const session = (await login(aldo.email, PASSWORD)).body;
    const token = await linkFor(aldo.email);
    const letter = await mail.letterTo(aldo.email);
    expect(letter.subject).toBe('Una nuova password per NEXUS-CRM · A new password for NEXUS-CRM');
    expect(letter.source).toContain(`https://crm.example.test/reset-password#token=${token}`);

    const answer = await reset(token);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect((await story.as({ ...aldo, token: session.accessToken }).get('/auth/me')).status).toBe(401);
    const { refreshToken } = session;
    expect((await story.anonymous.post('/auth/refresh').send({ refreshToken })).status).toBe(401);
    expect((await login(aldo.email, PASSWORD)).status).toBe(401);
    expect((await login(aldo.email, PHRASE)).status).toBe(200);
    expect((await mail.letterTo(aldo.email, 1)).subject).toMatch('Your NEXUS-CRM password was changed');
    expect((await reset(token, 'otto lanterne di carta')).body.errors[0].code).toBe('LINK_DEAD');
  });

  it('is answered alike whether the address is known, unknown or suspended, and only the known one gets a letter', async () => {
    const data = { fullName: 'Gone', status: 'SUSPENDED' as const, passwordHash: 'none' };
    await story.prisma.user.create({ data: { ...data, email: 'gone@example.test' } });
    const { beppe } = story.people;
    const before = mail.letters.length;
    const answers = [];
    for (const email of [beppe.email, 'nobody@example.test', 'gone@example.test'])
      answers.push(await forget(email));
    expect(answers.map(({ status, text }) => [status, text])).toEqual(
      Array(3).fill([202, '{"status":"ACCEPTED"}']),
    );
    await mail.letterTo(beppe.email);
    await wait(300);
    expect(mail.letters.length - before).toBe(1);
  });

  it('is answered before anybody has looked whether the account exists, also when the mail server is slow', async () => {
    const { bruno } = story.people;
    // Nobody can read the account; the answer comes all the same, so it can't depend on what is found.
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let locked = (): void => {};
    const isLocked = new Promise<void>((resolve) => (locked = resolve));
    const reader = story.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`LOCK TABLE users IN ACCESS EXCLUSIVE MODE`;
      locked();
      await held;
    });
    await isLocked;
    mail.replies.push({ afterMs: 1500 });
    const known = await forget(bruno.email);
    const unknown = await forget('nobody@example.test');
    expect([known.status, unknown.status]).toEqual([202, 202]);
    expect(lettersTo(bruno.email)).toBe(0);
    release();
    await reader;
    expect((await mail.letterTo(bruno.email)).token).toHaveLength(43);
  });

  it('can use a link for ten minutes only, and only the newest', async () => {
    const { alma } = story.people;
    const first = await linkFor(alma.email);
    const second = await linkFor(alma.email);
    expect((await reset(first)).body.errors[0].code).toBe('LINK_DEAD');
    story.clock.setTo(new Date(Date.now() + 10 * 60_000).toISOString());
    expect((await reset(second)).body.errors[0].code).toBe('LINK_DEAD');
    story.clock.setTo(undefined);
    expect((await reset(second)).status).toBe(204);
  });

  it('twenty uses of one link at once change the password once', async () => {
    const { alma } = story.people;
    const token = await linkFor(alma.email);
    const phrases = Array.from({ length: 20 }, (_, number) => `lanterna numero ${number} di carta`);
    const answers = await Promise.all(phrases.map((phrase) => reset(token, phrase)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, ...Array<number>(19).fill(400)]);
    const working = [];
    for (const phrase of phrases) if ((await login(alma.email, phrase)).status === 200) working.push(phrase);
    expect(working).toEqual([phrases[answers.findIndex(({ status }) => status === 204)]]);
  });

  it('opens one’s own account alone: a reset is no invitation, and a token of another account is unknown', async () => {
    const { beppe } = story.people;
    const token = await linkFor(beppe.email);
    const other = await story.anonymous.post('/auth/accept-invitation').send({ token, password: PHRASE });
    expect(other.body.errors[0].code).toBe('LINK_DEAD');
    expect((await reset('x'.repeat(43))).body.errors[0].code).toBe('LINK_DEAD');
    const rows = await story.prisma.oneTimeToken.findMany({ where: { endedAt: null } });
    expect(rows.map(({ userId }) => userId)).toContain(beppe.id);
    expect((await reset(token)).status).toBe(204);
    expect((await login(beppe.email, PHRASE)).body.user.id).toBe(beppe.id);
  });

  it('is not let in by a link after a suspension, a new address or a changed password', async () => {
    const { anna, admin } = story.people;
    const change = (path: string, body: object = {}) =>
      story.as(admin).patch(`/users/${anna.id}${path}`).send(body);
    const moved = await linkFor(anna.email);
    await change('', { email: 'anna.nuova@example.test' });
    expect((await reset(moved)).body.errors[0].code).toBe('LINK_DEAD');
    const renewed = await linkFor('anna.nuova@example.test');
    await change('', { password: 'otto lanterne di carta' });
    expect((await reset(renewed)).body.errors[0].code).toBe('LINK_DEAD');
    const suspended = await linkFor('anna.nuova@example.test');
    await story.as(admin).post(`/users/${anna.id}/suspend`);
    expect((await reset(suspended)).body.errors[0].code).toBe('LINK_DEAD');
    await story.as(admin).post(`/users/${anna.id}/activate`);
    expect((await reset(suspended)).body.errors[0].code).toBe('LINK_DEAD');
    expect((await login('anna.nuova@example.test', 'otto lanterne di carta')).status).toBe(200);
  });

  it('cannot bomb a mailbox: three letters an hour, whoever asks, and the last link stays good', async () => {
    const { admin } = story.people;
    for (let asked = 0; asked < 12; asked += 1)
      expect((await forget(admin.email, `198.51.100.${asked}`)).status).toBe(202);
    await mail.letterTo(admin.email, 2);
    await wait(300);
    expect(lettersTo(admin.email)).toBe(3);
    const tokens = mail.letters.filter(({ to }) => to.includes(admin.email)).map(({ token }) => token);
    const statuses = [];
    for (const token of tokens) statuses.push((await reset(token)).status);
    expect(statuses.sort()).toEqual([204, 400, 400]);
  });

  it('who asks for everybody’s links, or tries out links, is slowed down with Retry-After', async () => {
    const asked = [];
    for (let number = 0; number < 31; number += 1)
      asked.push(await forget(`somebody${number}@example.test`, '192.0.2.7'));
    expect(asked.map(({ status }) => status)).toEqual([...Array<number>(30).fill(202), 429]);
    expect(asked.at(-1)?.body.code).toBe('TOO_MANY_LINKS');
    expect(Number(asked.at(-1)?.headers['retry-after'])).toBeGreaterThan(0);
    const tried = [];
    for (let number = 0; number < 31; number += 1) tried.push((await reset('y'.repeat(43))).status);
    expect(tried).toEqual([...Array<number>(30).fill(400), 429]);
  });
});

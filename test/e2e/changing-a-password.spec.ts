import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { hash } from '@node-rs/argon2';
import { someoneWaits } from '../support/someone-waits.ts';
import { PASSWORD, type Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

const PHRASE = 'tre zattere sul fiume largo';

describe('who changes a password or an address', () => {
  let story: Story;
  let mail: MailServer;
  beforeAll(async () => {
    mail = await startMailServer();
    story = await startStory({ SMTP_URL: mail.url, MAIL_FROM: 'crm@example.test', TRUSTED_PROXIES: '1' });
  });
  afterAll(async () => {
    await story.end();
    await mail.close();
  });
  beforeEach(() => story.prisma.loginFailure.deleteMany());

  const login = (email: string, password: string, from = '203.0.113.1') =>
    story.anonymous.post('/auth/login').set('X-Forwarded-For', from).send({ email, password });
  const change = (person: Person, currentPassword: string | undefined, newPassword = PHRASE) =>
    story.as(person).post('/auth/password').send({ currentPassword, newPassword });

  it('needs the current password, and a refused change changes nothing', async () => {
    const { aldo } = story.people;
    const wrong = await change(aldo, 'not the one I have');
    expect([wrong.status, wrong.body.errors[0]]).toEqual([
      400,
      expect.objectContaining({ pointer: '/currentPassword', code: 'PASSWORD_WRONG' }),
    ]);
    expect((await change(aldo, undefined)).body.errors[0].pointer).toBe('/currentPassword');
    expect((await login(aldo.email, PASSWORD)).status).toBe(200);
  });

  it('keeps the session that asks and ends all others, whatever the body says', async () => {
    const { aldo } = story.people;
    const other = (await login(aldo.email, PASSWORD)).body;
    const mine = { ...aldo, token: (await login(aldo.email, PASSWORD)).body.accessToken as string };
    const body = { currentPassword: PASSWORD, newPassword: PHRASE };
    const told = await story
      .as(mine)
      .post('/auth/password')
      .send({ ...body, sessionId: 'x', deviceId: 'y' });
    expect(told.status).toBe(400);
    expect((await story.as(mine).post('/auth/password').send(body)).status).toBe(204);
    expect((await story.as(mine).get('/auth/me')).status).toBe(200);
    expect((await story.as({ ...aldo, token: other.accessToken }).get('/auth/me')).status).toBe(401);
    const { refreshToken } = other;
    expect((await story.anonymous.post('/auth/refresh').send({ refreshToken })).status).toBe(401);
    expect((await login(aldo.email, PASSWORD)).status).toBe(401);
    expect((await login(aldo.email, PHRASE)).status).toBe(200);
    const letter = await mail.letterTo(aldo.email);
    expect(letter.subject).toMatch('Your NEXUS-CRM password was changed');
    expect([letter.token, letter.source.includes(PHRASE)]).toEqual([undefined, false]);
  });

  it('is no way to guess the current one: wrong ones count toward the login limit, and the limit holds here', async () => {
    const { alma } = story.people;
    const from = '198.51.100.20';
    const guess = () =>
      story
        .as(alma)
        .post('/auth/password')
        .set('X-Forwarded-For', from)
        .send({ currentPassword: 'guess guess guess', newPassword: PHRASE });
    const statuses: number[] = [];
    for (let tries = 0; tries < 11; tries += 1) statuses.push((await guess()).status);
    expect(statuses).toEqual([...Array<number>(10).fill(400), 429]);
    const refused = await login(alma.email, PASSWORD, from);
    expect([refused.status, Number(refused.headers['retry-after']) > 0]).toEqual([429, true]);
    expect((await login(alma.email, PASSWORD, '198.51.100.21')).status).toBe(200);
  });

  it('needs the password again in the request that changes the address', async () => {
    const { beppe } = story.people;
    const move = (body: object) => story.as(beppe).patch('/auth/me').send(body);
    const email = 'beppe.nuovo@example.test';
    expect((await move({ email })).body.errors[0].code).toBe('PASSWORD_NEEDED');
    expect((await move({ email, currentPassword: 'not mine' })).body.errors[0].code).toBe('PASSWORD_WRONG');
    expect((await login(email, PASSWORD)).status).toBe(401);
    expect((await move({ fullName: 'Giuseppe' })).status).toBe(200);
    expect((await move({ email, currentPassword: PASSWORD })).body.email).toBe(email);
    expect((await mail.letterTo(beppe.email)).subject).toMatch('Your NEXUS-CRM address was changed');
    expect((await login(email, PASSWORD)).status).toBe(200);
  });

  it('asks an admin as well: the list of accounts is no way around it', async () => {
    const { admin } = story.people;
    const own = (body: object) => story.as(admin).patch(`/users/${admin.id}`).send(body);
    for (const body of [{ email: 'altro@example.test' }, { password: PHRASE }])
      expect((await own(body)).body).toMatchObject({ status: 409, code: 'OWN_ACCOUNT' });
    expect((await login(admin.email, PASSWORD)).status).toBe(200);
    expect((await own({ email: admin.email, fullName: 'Ada' })).status).toBe(200);
  });

  describe('in the same moment in which an admin gives the account another password, or suspends it', () => {
    /** Holds the account, waits until the request comes so far, and lets go of the account changed. */
    const outrun = async (person: Person, data: object, request: () => PromiseLike<{ status: number }>) => {
      // Once before, so that the password's hash needs no write that would wait too early.
      await login(person.email, PASSWORD);
      const underWay = await story.prisma.$transaction(async (tx) => {
        await tx.$queryRaw`SELECT id FROM users WHERE id = ${person.id}::uuid FOR UPDATE`;
        const answer = Promise.resolve(request());
        await someoneWaits(story.prisma);
        await tx.user.update({ where: { id: person.id }, data });
        return { answer };
      });
      return (await underWay.answer).status;
    };
    it('comes too late with the old one: no session, no password, no address and no key', async () => {
      const { anna, bruno } = story.people;
      const key = {
        ...{ name: 'magazzino', currentPassword: PASSWORD },
        permissions: [{ resource: 'client', action: 'read', scope: 'own' }],
        expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
      };
      const mine = { currentPassword: PASSWORD };
      const another = { passwordHash: await hash(PHRASE, { algorithm: 2, memoryCost: 1024, timeCost: 1 }) };
      const { passwordHash } = await story.prisma.user.findUniqueOrThrow({ where: { id: anna.id } });
      for (const [request, status] of [
        [() => login(anna.email, PASSWORD), 401],
        [() => change(anna, PASSWORD), 400],
        [
          () =>
            story
              .as(anna)
              .patch('/auth/me')
              .send({ ...mine, email: 'late@example.test' }),
          400,
        ],
        [() => story.as(anna).post('/api-keys').send(key), 400],
      ] as const) {
        const before = await story.prisma.session.count();
        expect(await outrun(anna, another, request)).toBe(status);
        const after = await story.prisma.user.findUniqueOrThrow({ where: { id: anna.id } });
        expect([after.email, after.passwordHash]).toEqual([anna.email, another.passwordHash]);
        // The one session is that of the login before.
        expect(await story.prisma.session.count()).toBe(before + 1);
        await story.prisma.user.update({ where: { id: anna.id }, data: { passwordHash } });
      }
      expect(await story.prisma.apiKey.count()).toBe(0);
      expect(await outrun(bruno, { status: 'SUSPENDED' }, () => login(bruno.email, PASSWORD))).toBe(401);
    });
  });
});

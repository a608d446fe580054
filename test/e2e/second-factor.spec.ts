import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Authenticator, authenticator, switchOn } from '../support/authenticator.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { someoneWaits } from '../support/someone-waits.ts';
import { PASSWORD, type Person } from '../support/people.ts';
import { bootApp, startStory, type Story } from '../support/story.ts';

const WRONG = '000000';

describe('a second factor', () => {
  let story: Story;
  let replica: NestFastifyApplication;
  let mail: MailServer;
  beforeAll(async () => {
    mail = await startMailServer();
    const letters = {
      SMTP_URL: mail.url,
      MAIL_FROM: 'NEXUS <crm@example.test>',
      PUBLIC_URL: 'https://crm.example.test',
    };
    story = await startStory({ ...letters, TRUSTED_PROXIES: '1' });
    replica = await bootApp(story.databaseUrl, {}, story.clock);
  });
  afterAll(async () => {
    await replica.close();
    await story.end();
    await mail.close();
  });
  // Each story has its own quarter of an hour.
  beforeEach(() => story.prisma.loginFailure.deleteMany());

  const login = ({ email }: Person, totp?: unknown, password = PASSWORD) =>
    story.anonymous.post('/auth/login').send({ email, password, ...(totp !== undefined && { totp }) });
  const loginOnReplica = async ({ email }: Person, totp: string) =>
    (
      await replica.inject({
        method: 'POST',
        url: '/api/v1/auth/login',
        payload: { email, password: PASSWORD, totp },
      })
    ).statusCode;
  const signInAgain = async (person: Person, totp: string) => {
    const { body, status } = await login(person, totp);
    expect(status).toBe(200);
    person.token = body.accessToken;
    return body as { refreshToken: string };
  };
  const statusOf = async (person: Person) =>
    (await story.as(person).get('/auth/me')).body.secondFactor as Record<string, unknown>;
  const journalOf = async (person: Person) =>
    (
      await story.prisma.journalEntry.findMany({ where: { entityId: person.id }, orderBy: { id: 'asc' } })
    ).map(({ action }) => action);

  it('is switched on in two steps; the login asks for it only until then, and other sessions end', async () => {
    const { aldo } = story.people;
    expect(await statusOf(aldo)).toEqual({
      enabled: false,
      enabledAt: null,
      recoveryCodesLeft: 0,
      enrolmentRequired: false,
    });
    const other = (await login(aldo)).body;
    const begun = await story.as(aldo).post('/auth/second-factor').send({ currentPassword: PASSWORD });
    expect(begun.body).toEqual({
      secret: expect.stringMatching(/^[A-Z2-7]{32}$/),
      otpauthUrl: expect.stringMatching(/^otpauth:\/\/totp\/NEXUS-CRM:aldo%40example.test\?secret=/),
      expiresAt: expect.any(String),
    });
    expect((await login(aldo)).status).toBe(200);

    const app = authenticator(begun.body.secret, story.clock);
    const confirm = (totp: string) => story.as(aldo).post('/auth/second-factor/confirm').send({ totp });
    expect((await confirm(WRONG)).body.errors).toEqual([
      expect.objectContaining({ pointer: '/totp', code: 'TOTP_WRONG' }),
    ]);
    const confirmed = await confirm(app.code());
    expect(confirmed.body.recoveryCodes).toHaveLength(10);
    expect(await statusOf(aldo)).toMatchObject({ enabled: true, recoveryCodesLeft: 10 });
    expect((await story.as({ ...aldo, token: other.accessToken }).get('/auth/me')).status).toBe(401);
    const { refreshToken } = other;
    expect((await story.anonymous.post('/auth/refresh').send({ refreshToken })).status).toBe(401);
    expect(await journalOf(aldo)).toContain('user.second-factor-enabled');
    expect((await mail.letterTo(aldo.email)).subject).toContain('Your NEXUS-CRM second factor was changed');
  });

  it('is asked for only after the right password, and the password alone gives no tokens', async () => {
    const { alma } = story.people;
    const { app } = await switchOn(story, alma);
    const asked = await login(alma);
    expect([asked.status, asked.body.code, asked.headers['www-authenticate']]).toEqual([
      401,
      'TOTP_REQUIRED',
      'Bearer',
    ]);
    expect(asked.text).not.toMatch(/accessToken|refreshToken/);
    for (const totp of [undefined, WRONG, app.nextCode()])
      expect((await login(alma, totp, 'not the password')).body.code).toBe('LOGIN_FAILED');
    expect((await login(alma, WRONG)).body.code).toBe('TOTP_WRONG');
    expect((await login(alma, app.code())).body).toMatchObject({ accessToken: expect.any(String) });
    const [last] = await story.prisma.journalEntry.findMany({
      where: { action: 'user.logged-in', entityId: alma.id },
      orderBy: { id: 'desc' },
      take: 1,
    });
    expect(last?.facts).toMatchObject({ secondFactor: 'app' });
  });

  it('takes each code once, also on another replica and of several at once', async () => {
    const { anna } = story.people;
    const { app } = await switchOn(story, anna);
    expect((await login(anna, app.code())).body.code).toBe('TOTP_WRONG');
    const code = app.nextCode();
    expect((await login(anna, code)).status).toBe(200);
    expect((await login(anna, code)).status).toBe(401);
    expect(await loginOnReplica(anna, code)).toBe(401);

    const before = app.code();
    const next = app.nextCode();
    expect(await loginOnReplica(anna, next)).toBe(200);
    // Of the step before, which is still within the tolerance.
    expect((await login(anna, before)).status).toBe(401);

    await story.prisma.loginFailure.deleteMany();
    const contested = app.nextCode();
    const answers = await Promise.all(
      Array.from({ length: 4 }, async (_, index) =>
        index % 2 ? loginOnReplica(anna, contested) : (await login(anna, contested)).status,
      ),
    );
    expect(answers.sort()).toEqual([200, 401, 401, 401]);
  });

  it('answers 429 after five wrong codes, over all replicas and addresses, the right code included', async () => {
    const { bruno } = story.people;
    const { app } = await switchOn(story, bruno);
    const guesses = [];
    for (let number = 1; number <= 3; number += 1)
      guesses.push(
        (await login(bruno, WRONG).set('X-Forwarded-For', `203.0.113.${number}`)).status,
        await loginOnReplica(bruno, WRONG),
      );
    expect(guesses).toEqual([401, 401, 401, 401, 401, 429]);
    const refused = await login(bruno, app.nextCode());
    expect([refused.status, refused.body.code]).toEqual([429, 'TOO_MANY_CODES']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    // The password alone says no more than before.
    expect((await login(bruno)).body.code).toBe('TOTP_REQUIRED');
    expect((await journalOf(bruno)).filter((action) => action === 'user.second-factor-failed')).toHaveLength(
      5,
    );
    await story.prisma.loginFailure.deleteMany();
    expect((await login(bruno, app.code())).status).toBe(200);
  });

  it('lets nobody slip past the count by guessing in parallel', async () => {
    const { bruno } = story.people;
    const answers = await Promise.all(
      Array.from({ length: 9 }, (_, index) => login(bruno, String(index).padStart(6, '0'))),
    );
    expect(answers.filter(({ body }) => body.code === 'TOTP_WRONG')).toHaveLength(5);
    expect(answers.filter(({ body }) => body.code === 'TOO_MANY_CODES')).toHaveLength(4);
  });

  it('has recovery codes, each good once however it is typed; new ones end the old', async () => {
    const { beppe } = story.people;
    const { app, recoveryCodes } = await switchOn(story, beppe);
    const [first = '', second = '', third = ''] = recoveryCodes;
    expect((await login(beppe, first)).status).toBe(200);
    expect((await login(beppe, first)).status).toBe(401);
    expect(await loginOnReplica(beppe, first)).toBe(401);
    await signInAgain(beppe, ` ${second.replaceAll('-', ' ').toLowerCase()} `);
    expect(await statusOf(beppe)).toMatchObject({ recoveryCodesLeft: 8 });
    expect((await journalOf(beppe)).filter((action) => action === 'user.recovery-code-used')).toHaveLength(2);

    const renew = (body: object) => story.as(beppe).post('/auth/second-factor/recovery-codes').send(body);
    expect((await renew({ currentPassword: 'no', totp: app.nextCode() })).status).toBe(400);
    expect((await renew({ currentPassword: PASSWORD, totp: WRONG })).status).toBe(400);
    expect((await renew({ currentPassword: PASSWORD })).status).toBe(400);
    const renewed = await renew({ currentPassword: PASSWORD, totp: app.code() });
    expect(renewed.body.recoveryCodes).toHaveLength(10);
    expect((await login(beppe, third)).status).toBe(401);
    expect((await login(beppe, renewed.body.recoveryCodes[0])).status).toBe(200);
  });

  it('is changed only with the password and a code in the same request', async () => {
    const { beppe } = story.people;
    const { app } = await replaced(beppe);
    const caller = story.as(beppe);
    const begin = (body: object) => caller.post('/auth/second-factor').send(body);
    expect((await begin({})).status).toBe(400);
    expect((await begin({ currentPassword: 'wrong' })).body.errors[0].code).toBe('PASSWORD_WRONG');
    expect((await begin({ currentPassword: PASSWORD })).body.errors[0].code).toBe('TOTP_REQUIRED');
    expect((await begin({ currentPassword: PASSWORD, totp: WRONG })).body.errors[0].code).toBe('TOTP_WRONG');

    const off = (body: object) => caller.post('/auth/second-factor/disable').send(body);
    expect((await off({ currentPassword: PASSWORD })).status).toBe(400);
    expect((await off({ totp: app.nextCode() })).status).toBe(400);
    expect((await off({ currentPassword: 'wrong', totp: app.code() })).body.errors[0].code).toBe(
      'PASSWORD_WRONG',
    );
    expect((await off({ currentPassword: PASSWORD, totp: WRONG })).body.errors[0].code).toBe('TOTP_WRONG');
    expect(await statusOf(beppe)).toMatchObject({ enabled: true });
    expect((await off({ currentPassword: PASSWORD, totp: app.code() })).status).toBe(204);
    expect(await statusOf(beppe)).toMatchObject({ enabled: false, recoveryCodesLeft: 0 });
    expect((await login(beppe)).status).toBe(200);
    expect(await journalOf(beppe)).toContain('user.second-factor-disabled');
  });

  /** A new app takes the place of the one in use, with a recovery code in place of the lost device. */
  const replaced = async (person: Person): Promise<{ app: Authenticator }> => {
    const caller = story.as(person);
    const [code] = (
      await story
        .as(person)
        .post('/auth/second-factor/recovery-codes')
        .send({
          currentPassword: PASSWORD,
          totp: await codeOf(person),
        })
    ).body.recoveryCodes;
    const begun = await caller.post('/auth/second-factor').send({ currentPassword: PASSWORD, totp: code });
    const app = authenticator(begun.body.secret, story.clock);
    // The app before stays in use until the new one has proved itself.
    expect((await login(person)).body.code).toBe('TOTP_REQUIRED');
    expect((await login(person, await codeOf(person))).status).toBe(200);
    const confirmed = await caller.post('/auth/second-factor/confirm').send({ totp: app.nextCode() });
    expect(confirmed.status).toBe(200);
    expect(await journalOf(person)).toContain('user.second-factor-replaced');
    return { app };
  };

  it('can be begun again, and a beginning that waits over ten minutes is worth nothing', async () => {
    const { analyst } = story.people;
    const begin = async () =>
      (await story.as(analyst).post('/auth/second-factor').send({ currentPassword: PASSWORD })).body.secret;
    const confirm = (totp: string) => story.as(analyst).post('/auth/second-factor/confirm').send({ totp });
    const [first, second] = [await begin(), await begin()];
    expect((await confirm(authenticator(first, story.clock).code())).status).toBe(400);
    story.clock.setTo(new Date(story.clock.now().getTime() + 601_000).toISOString());
    const late = await confirm(authenticator(second, story.clock).code());
    expect([late.status, late.body.code]).toEqual([409, 'ENROLMENT_NOT_BEGUN']);
    expect(await statusOf(analyst)).toMatchObject({ enabled: false });
  });

  it('that is switched on while a login is under way is not passed by', async () => {
    const { analyst } = story.people;
    // Once before, so that the password's hash needs no write that would wait too early.
    expect((await login(analyst)).status).toBe(200);
    const underWay = await story.prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM users WHERE id = ${analyst.id}::uuid FOR UPDATE`;
      const answer = login(analyst).then(({ body }) => body as { code?: string });
      await someoneWaits(story.prisma);
      const seed = new Uint8Array(40);
      await tx.secondFactor.create({ data: { userId: analyst.id, seed, keyId: 'none', lastStep: 1 } });
      return { answer };
    });
    expect((await underWay.answer).code).toBe('TOTP_REQUIRED');
    await story.prisma.secondFactor.delete({ where: { userId: analyst.id } });
  });

  it('still stands after a password reset, which alone gives no tokens', async () => {
    const { alma } = story.people;
    await story.anonymous.post('/auth/forgot-password').send({ email: alma.email });
    const { token } = await mail.linkTo(alma.email);
    const phrase = 'tre zattere sul fiume largo';
    const reset = await story.anonymous.post('/auth/reset-password').send({ token, password: phrase });
    expect([reset.status, reset.text]).toEqual([204, '']);
    const after = await login(alma, undefined, phrase);
    expect([after.status, after.body.code]).toEqual([401, 'TOTP_REQUIRED']);
  });

  it('is taken away by an admin from who lost the device, never from oneself', async () => {
    const { admin, alma, anna, bruno } = story.people;
    const reset = (by: Person, of: Person) => story.as(by).delete(`/users/${of.id}/second-factor`);
    await story.prisma.loginFailure.deleteMany();
    await signInAgain(anna, await codeOf(anna));
    expect((await reset(anna, alma)).status).toBe(403);
    await switchOn(story, admin);
    const helper = { name: 'Aiuto', permissions: { 'user:update': 'all' } };
    await story.prisma.role.create({ data: { key: 'HELPER', ...helper } });
    await story.prisma.user.update({ where: { id: anna.id }, data: { role: 'HELPER' } });
    await signInAgain(anna, await codeOf(anna));
    expect((await reset(anna, admin)).body).toMatchObject({ status: 403, code: 'ABOVE_OWN_RIGHTS' });
    expect((await reset(admin, admin)).body).toMatchObject({ status: 409, code: 'OWN_ACCOUNT' });
    const session = await signInAgain(bruno, await codeOf(bruno));
    expect((await reset(admin, bruno)).status).toBe(204);
    expect((await story.as(bruno).get('/auth/me')).status).toBe(401);
    const { refreshToken } = session;
    expect((await story.anonymous.post('/auth/refresh').send({ refreshToken })).status).toBe(401);
    expect((await login(bruno)).status).toBe(200);
    expect((await reset(admin, bruno)).body.code).toBe('SECOND_FACTOR_OFF');
    const [row] = await story.prisma.journalEntry.findMany({ where: { action: 'user.second-factor-reset' } });
    expect(row).toMatchObject({ actorId: admin.id, entityId: bruno.id });
  });

  it('leaves no seed and no recovery code in the database, the answers or the journal', async () => {
    const { beppe } = story.people;
    const { secret, recoveryCodes } = await switchOn(story, beppe);
    const factor = await story.prisma.secondFactor.findUniqueOrThrow({ where: { userId: beppe.id } });
    expect(Buffer.from(factor.seed).toString('latin1')).not.toContain(secret);
    const codes = await story.prisma.recoveryCode.findMany({ where: { userId: beppe.id } });
    expect(codes.map(({ codeHash }) => codeHash.length)).toEqual(Array(10).fill(32));
    const answers = [
      (await story.as(beppe).get('/auth/me')).text,
      (await story.as(story.people.admin).get(`/users/${beppe.id}`)).text,
      JSON.stringify(await story.prisma.journalEntry.findMany({ omit: { id: true } })),
    ].join();
    for (const hidden of [secret, ...recoveryCodes]) expect(answers).not.toContain(hidden);
  });

  /** What the app of somebody shows next, known here through the seed's own key. */
  const codeOf = async (person: Person): Promise<string> => {
    const { SeedKeys } = await import('#app/auth/second-factor/seed-keys.js');
    const factor = await story.prisma.secondFactor.findUniqueOrThrow({ where: { userId: person.id } });
    const secret = story.app.get(SeedKeys, { strict: false }).open(factor, person.id);
    return authenticator(secret, story.clock).nextCode();
  };
});

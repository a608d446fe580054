import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
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
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { PASSWORD } from '../support/people.ts';
import { type Replica, startReplica, STORY_TOTP_KEY } from '../support/replica.ts';
import { startStory, STORY_SECRET, type Story } from '../support/story.ts';

const PHRASE = 'tre zattere sul fiume largo';
const TYPED = 'la frase digitata per errore';
const FORGED = '{"level":30,"time":"2026-01-01T00:00:00.000Z","msg":"forged"}';

/** Whose account a line is about; of the others nobody's. */
const ACCOUNTS: Readonly<Record<string, string>> = {
  login: 'aldo@example.test',
  'failed login': 'alma@example.test',
  reuse: 'aldo@example.test',
  change: 'alma@example.test',
  accept: 'dora@example.test',
  reset: 'alma@example.test',
  'forged name': 'eva@example.test',
};

type Line = Record<string, unknown>;

/** The whole output of the process that ships, over a working day of every kind of secret. */
describe('what the log says', () => {
  let story: Story;
  let mail: MailServer;
  let output: string;
  let lines: Line[];
  const secrets = new Set([PASSWORD, PHRASE, TYPED, STORY_SECRET, STORY_TOTP_KEY]);
  const requestIds = new Map<string, string>();

  beforeAll(async () => {
    mail = await startMailServer();
    story = await startStory();
    const replica = await startReplica(story.databaseUrl, STORY_SECRET, {
      ...{ NODE_ENV: 'production', LOG_LEVEL: 'trace', DOCS_ENABLED: 'true' },
      ...{ SMTP_URL: `${mail.url}?requireTLS=false`, MAIL_FROM: 'crm@example.test' },
      PUBLIC_URL: 'https://crm.example.test',
    });
    try {
      await aWorkingDay(replica);
    } finally {
      await replica.stop();
    }
    output = replica.said();
    lines = output
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line);
  });
  afterAll(async () => {
    await story.end();
    await mail.close();
  });

  async function aWorkingDay(replica: Replica): Promise<void> {
    const { admin, aldo, alma, beppe } = story.people;
    const ask = async (
      name: string,
      method: string,
      path: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ) => {
      const answer = await fetch(`${replica.url}/api/v1${path}`, {
        method,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      requestIds.set(name, answer.headers.get('x-request-id') ?? 'none');
      const text = await answer.text();
      const json = text.startsWith('{') ? (JSON.parse(text) as Record<string, string>) : {};
      for (const kind of ['accessToken', 'refreshToken', 'secret', 'otpauthUrl'])
        if (json[kind]) secrets.add(json[kind]);
      const token = json['link'] && new URL(json['link']).hash.replace('#token=', '');
      if (token) secrets.add(token);
      return { status: answer.status, json, token };
    };
    const as = (token: string | undefined) => ({ authorization: `Bearer ${token ?? ''}` });
    for (const person of Object.values(story.people)) secrets.add((person as { token: string }).token);

    const { json } = await ask('login', 'POST', '/auth/login', { email: aldo.email, password: PASSWORD });
    await ask('failed login', 'POST', '/auth/login', { email: alma.email, password: TYPED });
    await ask('unknown login', 'POST', '/auth/login', { email: 'nobody@example.test', password: TYPED });
    const second = (await ask('refresh', 'POST', '/auth/refresh', { refreshToken: json['refreshToken'] }))
      .json;
    await ask('refresh again', 'POST', '/auth/refresh', { refreshToken: second['refreshToken'] });
    await ask('reuse', 'POST', '/auth/refresh', { refreshToken: json['refreshToken'] });
    await ask('refused', 'GET', '/users', undefined, as(alma.token));
    await ask('missing', 'GET', '/clients/01999999-9999-7999-8999-999999999999', undefined, as(alma.token));
    const feed = await ask('feed', 'POST', '/calendar-feeds', { name: 'telefono' }, as(admin.token));
    const [path = '', secret = 'none'] = /\/calendar\/([\w-]+)\.ics$/.exec(feed.json['address'] ?? '') ?? [];
    secrets.add(secret);
    expect((await ask('calendar', 'GET', path)).status).toBe(200);
    await ask('calendar of no route', 'GET', path.replace('.ics', ''));
    await ask('role', 'PATCH', `/users/${beppe.id}`, { role: 'MANAGER' }, as(admin.token));
    await ask('export', 'GET', '/clients/export.csv?q=fumo', undefined, as(alma.token));
    await ask(
      'change',
      'POST',
      '/auth/password',
      { currentPassword: TYPED, newPassword: PHRASE },
      as(alma.token),
    );

    const seed = await ask(
      'seed',
      'POST',
      '/auth/second-factor',
      { currentPassword: PASSWORD },
      as(beppe.token),
    );
    expect(seed.status).toBe(201);

    const user = { email: 'dora@example.test', fullName: 'Dora', role: 'AGENT' };
    const created = await ask('create', 'POST', '/users', user, as(admin.token));
    const invited = await ask(
      'invite',
      'POST',
      `/users/${created.json['id']}/invitation`,
      undefined,
      as(admin.token),
    );
    await ask('accept', 'POST', '/auth/accept-invitation', { token: invited.token, password: PHRASE });
    await ask('forgot', 'POST', '/auth/forgot-password', { email: alma.email });
    const { token } = await mail.linkTo(alma.email);
    secrets.add(token ?? 'none');
    await ask('reset', 'POST', '/auth/reset-password', { token, password: PHRASE });

    for (const credential of [json['accessToken'], second['refreshToken']])
      await ask('query', 'GET', `/auth/me?access_token=${credential}&password=${encodeURIComponent(PHRASE)}`);
    await ask('basic', 'GET', '/auth/me', undefined, {
      authorization: `Basic ${Buffer.from(`alma:${PASSWORD}`).toString('base64')}`,
    });
    secrets.add(Buffer.from(`alma:${PASSWORD}`).toString('base64'));
    await ask('malformed', 'POST', '/auth/login', `{"email":"${alma.email}","password":"${TYPED}`);
    await ask('unknown field', 'POST', '/auth/login', { mail: 'x', password: TYPED, [TYPED]: 1 });
    await ask(
      'forged',
      'GET',
      `/clients/%0A${encodeURIComponent(FORGED)}%1b%5b2J`,
      undefined,
      as(admin.token),
    );
    await ask('forged name', 'POST', '/auth/register', {
      ...{ email: 'eva@example.test', fullName: `Eva\n${FORGED}\u001b[2J`, password: PHRASE },
    });
    await ask('forged agent', 'GET', '/auth/me', undefined, {
      'user-agent': FORGED,
      'x-forwarded-for': FORGED,
      'x-request-id': FORGED,
    });
    await raw(replica, `GET /api/v1/\u001b[2J HTTP/1.1\r\nHost: x\r\nX-A: \u001b[2J${FORGED}\r\n\r\n`);

    // A fault of ours, so that an error with its stack and its cause is logged: what was sent is not in it.
    await story.prisma.$executeRaw`ALTER TABLE users RENAME COLUMN full_name TO hidden`;
    await ask('fault', 'POST', '/auth/register', {
      ...{ email: 'fault@example.test', fullName: 'Gina', password: PHRASE },
    });
    await ask('fault', 'POST', '/auth/login', { email: alma.email, password: PHRASE });
    await story.prisma.$executeRaw`ALTER TABLE users RENAME COLUMN hidden TO full_name`;
  }

  async function raw({ url }: Replica, text: string): Promise<void> {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const closed = once(socket, 'close');
    socket.resume();
    socket.end(text);
    await closed;
  }

  const line = (name: string, msg: string): Line | undefined =>
    lines.find((one) => one['requestId'] === requestIds.get(name) && one['msg'] === msg);

  it('is lines of JSON, each with its time in UTC', () => {
    expect(lines.length).toBeGreaterThan(30);
    for (const { time } of lines) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('has the fields that the operations page tells of, and no other', () => {
    const page = /^## The log$([^]*?)^## /m.exec(readFileSync('docs/operations.md', 'utf8'))?.[1] ?? '';
    const described = [...page.matchAll(/^\|([^|]*)\|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name),
    );
    const said = new Set(lines.flatMap((one) => Object.keys(one)));
    expect([...said].filter((field) => !described.includes(field))).toEqual([]);
    for (const one of lines.filter(({ msg }) => msg === 'answered'))
      expect(Object.keys(one)).toEqual(
        expect.arrayContaining([
          'level',
          'instance',
          'method',
          'route',
          'path',
          'status',
          'address',
          'requestId',
          'milliseconds',
        ]),
      );
  });

  it('never is a password, a token, an Authorization header, a key or a link', () => {
    expect(secrets.size).toBeGreaterThan(12);
    for (const secret of secrets) expect(output.includes(secret) ? secret : '').toBe('');
    for (const shape of [
      /bearer/i,
      /basic [a-z\d]/i,
      /#token=/,
      /\$argon2/,
      /reset-password#/,
      /eyJ[\w-]+\./,
    ])
      expect(output).not.toMatch(shape);
  });

  it('names no address of a person', () => {
    for (const { email } of Object.values(story.people) as { email: string }[])
      expect(output.includes(email) ? email : '').toBe('');
    for (const email of ['fault@example.test', 'nobody@example.test', 'eva@example.test'])
      expect(output.includes(email) ? email : '').toBe('');
  });

  it('can’t be forged by line breaks or control characters in what is sent', () => {
    expect(lines.filter(({ msg }) => msg === 'forged')).toEqual([]);
    // eslint-disable-next-line no-control-regex
    expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  it('has the fault itself, with its request id', () => {
    expect(line('fault', 'unexpected error')).toMatchObject({ level: 50 });
  });

  it.each([
    ['login', 'user.logged-in', 'done'],
    ['failed login', 'user.login-failed', 'refused'],
    ['unknown login', 'user.login-failed', 'refused'],
    ['reuse', 'session.reuse-detected', 'refused'],
    ['change', 'user.login-failed', 'refused'],
  ])('has one line for the %s, with user, address, route and result', async (name, event, result) => {
    const told = lines.filter(
      (one) => one['requestId'] === requestIds.get(name) && one['context'] === 'Security',
    );
    expect(told).toEqual([
      expect.objectContaining({
        event,
        result,
        address: '127.0.0.1',
        route: expect.stringMatching(/^POST \/api/),
      }),
    ]);
    const email = ACCOUNTS[name];
    const account = email && (await story.prisma.user.findUniqueOrThrow({ where: { email } })).id;
    expect(told[0]?.['userId']).toBe(account ?? null);
  });

  it.each([
    ['refused', 403, 'FORBIDDEN', 'alma'],
    ['missing', 404, 'NOT_FOUND', 'alma'],
    ['malformed', 400, 'BAD_REQUEST', undefined],
    ['unknown field', 400, 'VALIDATION_FAILED', undefined],
    ['query', 401, 'UNAUTHENTICATED', undefined],
    ['role', 200, undefined, 'admin'],
    ['export', 200, undefined, 'alma'],
  ] as const)('has one line for the answer to “%s”', (name, status, code, who) => {
    const told = lines.filter(
      (one) => one['requestId'] === requestIds.get(name) && one['msg'] === 'answered',
    );
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({
      ...{ status, address: '127.0.0.1', route: expect.stringMatching(/^\/api\/v1\//) },
      ...(code && { code }),
      ...(who && { userId: story.people[who].id }),
    });
  });
});

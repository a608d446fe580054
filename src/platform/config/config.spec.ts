import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from './config.js';

const SOUND = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://nexus:Jc81-kkQ0-long@db:5432/nexus',
  JWT_SECRET: 'pN3v0Xf7Qm2bW8zR5tY1uK6hG4dS9aLc0eJ+/iVo',
  TOTP_KEY: 'tR5yUq0aPz7LwK3mXc8VbN1eGh6JdSf9oI2+/QkE',
  BREACHED_PASSWORDS_FILE: 'none',
};

const MAIL = {
  SMTP_URL: 'smtps://crm:0f3kx@mail.example',
  MAIL_FROM: 'NEXUS <crm@example.com>',
  PUBLIC_URL: 'https://crm.example',
};

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig({ ...SOUND, ...env });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/** What the container decides by itself, or what production refuses. */
const NOT_PASSED_ON = ['HOST', 'INSTANCE', 'WEBHOOK_ALLOW_LOOPBACK'];

function variablesAskedFor(): Set<string> {
  const asked = new Set<string>();
  readConfig(
    new Proxy<NodeJS.ProcessEnv>(SOUND, {
      get: (target, name) => {
        asked.add(String(name));
        return target[String(name)];
      },
    }),
  );
  return asked;
}

describe('the configuration', () => {
  it('is sound with a database, two secrets and a word on stolen passwords', () => {
    expect(readConfig(SOUND)).toMatchObject({
      breachedPasswordsFile: undefined,
      port: 3000,
      host: '0.0.0.0',
      docsEnabled: false,
      metricsEnabled: false,
    });
  });

  it('takes route services at web addresses alone', () => {
    expect(readConfig({ ...SOUND, VROOM_URL: 'http://vroom:3000', OSRM_URL: 'https://osrm' })).toMatchObject({
      vroomUrl: 'http://vroom:3000',
      osrmUrl: 'https://osrm',
    });
    expect(problemsOf({ VROOM_URL: 'vroom:3000', OSRM_URL: 'file:///etc' })).toEqual([
      'VROOM_URL must be an http:// or https:// address',
      'OSRM_URL must be an http:// or https:// address',
    ]);
    expect(problemsOf({ OSRM_URL: 'osrm' })).toEqual(['OSRM_URL must be an absolute URL']);
  });

  it('map tiles come from one named host, encrypted, and somebody is thanked for them', () => {
    const [MAP_TILES, MAP_ATTRIBUTION] = ['https://tiles.example/{z}/{x}/{y}.png?key=1', '© Example'];
    expect(readConfig({ ...SOUND, MAP_TILES, MAP_ATTRIBUTION })).toMatchObject({
      mapTiles: MAP_TILES,
      mapAttribution: MAP_ATTRIBUTION,
    });
    expect(problemsOf({ MAP_TILES })).toEqual(['MAP_ATTRIBUTION must say whose the tiles of MAP_TILES are']);
    expect(problemsOf({ MAP_TILES: 'http://tiles.example/map.png', MAP_ATTRIBUTION })).toEqual([
      'MAP_TILES must have {z}, {x} and {y} in its path, on one host',
      'MAP_TILES must be an https:// address in production',
    ]);
    for (const host of ['{s}.tiles.example', '*.tiles.example', 'tiles.example;script-src'])
      expect(problemsOf({ MAP_TILES: `https://${host}/{z}/{x}/{y}.png`, MAP_ATTRIBUTION })).toHaveLength(1);
  });

  it('with a mail server needs a sender, and where the links lead', () => {
    expect(readConfig({ ...SOUND, ...MAIL, PUBLIC_URL: 'https://crm.example/' })).toMatchObject({
      mailFrom: MAIL.MAIL_FROM,
      publicUrl: 'https://crm.example',
    });
  });

  it('says everything that is wrong at once, and never a value', () => {
    const problems = problemsOf({
      NODE_ENV: '',
      DATABASE_URL: 'mysql://x',
      JWT_SECRET: 'hunter2',
      PORT: 'many',
      DOCS_ENABLED: 'perhaps',
    });
    expect(problems.map((problem) => problem.split(' ', 1)[0])).toEqual([
      'NODE_ENV',
      'DATABASE_URL',
      'PORT',
      'JWT_SECRET',
      'DOCS_ENABLED',
    ]);
    expect(problems.join()).not.toMatch(/hunter2|mysql|many|perhaps/);
  });

  it('production names a list of stolen passwords or says that it has none; elsewhere it need not', () => {
    const named = { ...SOUND, BREACHED_PASSWORDS_FILE: '/breached/pwnedpasswords.txt' };
    expect(readConfig(named).breachedPasswordsFile).toBe('/breached/pwnedpasswords.txt');
    expect(problemsOf({ BREACHED_PASSWORDS_FILE: '' })).toEqual([
      expect.stringMatching(/^BREACHED_PASSWORDS_FILE must name .* or say none/),
    ]);
    expect(problemsOf({ BREACHED_PASSWORDS_FILE: '', NODE_ENV: 'development' })).toEqual([]);
  });

  it.each([
    ['a sample secret', { JWT_SECRET: 'change-me-change-me-change-me-change-me' }],
    ['a secret of one letter', { JWT_SECRET: 'a'.repeat(64) }],
    ['a short secret', { JWT_SECRET: 'pN3v0Xf7Qm2b' }],
    ['a short second secret', { JWT_SECOND_SECRET: 'pN3v0Xf7Qm2b' }],
    ['a sample database password', { DATABASE_URL: 'postgresql://nexus:postgres@db/nexus' }],
    ['no database password', { DATABASE_URL: 'postgresql://nexus@db/nexus' }],
    ['every origin', { CORS_ORIGINS: '*' }],
    ['a mail server of another kind', { ...MAIL, SMTP_URL: 'http://mail.example' }],
    ['a mail server without a sender', { ...MAIL, MAIL_FROM: '' }],
    ['a sender that would add a header', { ...MAIL, MAIL_FROM: 'a <a@b.it>\nBcc: x@y.it' }],
    ['mails whose links lead nowhere', { ...MAIL, PUBLIC_URL: '' }],
    ['links that are none', { PUBLIC_URL: 'javascript:alert(1)' }],
    ['a replica that is no database', { DATABASE_REPLICA_URL: 'https://replica' }],
    [
      'a way past the pooler with a sample password',
      { DATABASE_DIRECT_URL: 'postgresql://nexus:nexus@db/nexus' },
    ],
    ['a cleaning that never comes', { HOUSEKEEPING_CRON: 'sometimes' }],
  ])('refuses %s in production', (_, env) => {
    expect(problemsOf(env)).toHaveLength(1);
  });

  it('is described in .env.example, every variable of it and no other', () => {
    const asked = variablesAskedFor();
    const described = [...readFileSync('.env.example', 'utf8').matchAll(/^#?([A-Z][A-Z_]+)=/gm)].map(
      ([, name]) => name,
    );
    const composed = [...readFileSync('docker-compose.yml', 'utf8').matchAll(/\$\{([A-Z][A-Z_]+)/g)].map(
      ([, name]) => name,
    );
    expect(new Set(described)).toEqual(new Set([...asked, ...composed].filter((name) => name !== 'VERSION')));
  });

  it('reaches the containers of docker-compose.yml, every variable of it and no other', () => {
    const [, environment = ''] =
      /^x-application:[^]*?^ {2}environment: &environment\n([^]*?)^ {2}\w/m.exec(
        readFileSync('docker-compose.yml', 'utf8'),
      ) ?? [];
    const passedOn = [...environment.matchAll(/^ {4}([A-Z][A-Z_]+):/gm)].map(([, name]) => name);
    expect(passedOn.toSorted()).toEqual(
      [...variablesAskedFor()].filter((name) => !NOT_PASSED_ON.includes(name)).toSorted(),
    );
  });
});

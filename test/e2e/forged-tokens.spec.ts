import { createHash, createHmac, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keyIdOf } from '#app/auth/sessions/signing-keys.js';
import { PASSWORD } from '../support/people.ts';
import { startStory, STORY_SECRET, type Story } from '../support/story.ts';

type Json = Record<string, unknown>;

const part = (json: unknown) => Buffer.from(JSON.stringify(json)).toString('base64url');
const hmac = (algorithm: string, secret: string | Buffer) => (text: string) =>
  createHmac(algorithm, secret).update(text).digest('base64url');
const signed = (header: Json, claims: Json, sign: (text: string) => string) => {
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${sign(text)}`;
};

describe('a token that nobody handed out', () => {
  let story: Story;
  let claims: Json;
  let genuine: string;
  /** Would hear of it if a header made the application fetch a key. */
  let listener: Server;
  let heard = 0;
  let address: string;
  const header = { alg: 'HS256', typ: 'JWT', kid: keyIdOf(STORY_SECRET) };
  const sign = hmac('sha256', STORY_SECRET);

  beforeAll(async () => {
    story = await startStory();
    genuine = story.people.aldo.token;
    claims = JSON.parse(Buffer.from(genuine.split('.')[1] ?? '', 'base64url').toString()) as Json;
    listener = createServer((_, answer) => {
      heard += 1;
      answer.end('{"keys":[]}');
    });
    listener.on('connection', () => (heard += 1));
    await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
    address = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/keys.json`;
  });
  afterAll(async () => {
    listener.close();
    await story.end();
  });

  const me = async (token: string) => {
    const { status, body } = await story.as({ ...story.people.aldo, token }).get('/auth/me');
    return [status, status === 200 ? 'OK' : body.code];
  };
  const refused = [401, 'UNAUTHENTICATED'];

  it('made like a genuine one it would be let in, so the refusals below are about what is changed', async () => {
    expect(await me(genuine)).toEqual([200, 'OK']);
    expect(await me(signed(header, claims, sign))).toEqual([200, 'OK']);
  });

  it.each(['HS384', 'HS512'])('signed with %s and the right key is refused', async (alg) => {
    expect(await me(signed({ ...header, alg }, claims, hmac(`sha${alg.slice(2)}`, STORY_SECRET)))).toEqual(
      refused,
    );
  });

  it('without a signature is refused, however it writes none', async () => {
    for (const alg of ['none', 'None', 'NONE', '', null, 0]) {
      expect([alg, await me(signed({ ...header, alg }, claims, () => ''))]).toEqual([alg, refused]);
      expect([alg, await me(signed({ ...header, alg }, claims, sign))]).toEqual([alg, refused]);
    }
  });

  it('signed with a key pair is refused, and so is one signed with the public key as if it were the secret', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const publicKey = rsa.publicKey.export({ type: 'spki', format: 'pem' });
    const withKey = (key: typeof rsa.privateKey) => (text: string) =>
      createSign('sha256').update(text).sign(key).toString('base64url');
    expect(await me(signed({ ...header, alg: 'RS256' }, claims, withKey(rsa.privateKey)))).toEqual(refused);
    expect(await me(signed({ ...header, alg: 'ES256' }, claims, withKey(ec.privateKey)))).toEqual(refused);
    expect(await me(signed(header, claims, hmac('sha256', publicKey)))).toEqual(refused);
  });

  it('that names a key by a path, an address or a query is refused', async () => {
    for (const kid of [
      '../../../../dev/null',
      '/proc/self/environ',
      'http://127.0.0.1/',
      "' OR 1=1 --",
      '__proto__',
      '',
      null,
      7,
      {},
    ]) {
      for (const secret of [STORY_SECRET, '']) {
        const token = signed({ ...header, kid }, claims, hmac('sha256', secret));
        expect([kid, await me(token)]).toEqual([kid, refused]);
      }
    }
    expect(await me(signed({ alg: 'HS256' }, claims, sign))).toEqual(refused);
  });

  it('that brings its own key, or an address to fetch it from, is refused and nothing is fetched', async () => {
    const own = Buffer.from('an attacker’s own key of thirty-two bytes and more');
    const jwk = { kty: 'oct', k: own.toString('base64url'), kid: header.kid };
    for (const extra of [
      { jku: address },
      { x5u: address },
      { jwk },
      { jwk, jku: address, x5u: address, x5c: ['MIIB'], crit: ['jku'] },
      { jku: address, kid: address },
    ]) {
      expect(await me(signed({ ...header, ...extra }, claims, hmac('sha256', own)))).toEqual(refused);
    }
    await new Promise((done) => setTimeout(done, 100));
    expect(heard).toBe(0);
  });

  it('with a changed payload is refused', async () => {
    const [head, , signature] = genuine.split('.');
    const changed = part({ ...claims, sub: story.people.admin.id });
    expect(await me(`${head}.${changed}.${signature}`)).toEqual(refused);
  });

  it('at the wrong time, for another purpose or from another issuer is refused', async () => {
    const now = Math.floor(Date.now() / 1000);
    for (const wrong of [
      { exp: now - 1 },
      { nbf: now + 60 },
      { iss: 'someone-else' },
      { iss: undefined },
      { aud: 'another-api' },
      { aud: undefined },
      { use: 'refresh' },
      { use: undefined },
      { sid: 'none' },
      { sid: randomUUID() },
      { sub: story.people.admin.id },
    ]) {
      expect([wrong, await me(signed(header, { ...claims, ...wrong }, sign))]).toEqual([wrong, refused]);
    }
  });

  it('is refused when it is no token at all', async () => {
    for (const token of [
      'x',
      'a.b.c',
      `${part(null)}.${part(claims)}.x`,
      `${part([])}..`,
      'e30.e30.e30',
      `${part(header)}.e30.x`,
      `${part(header)}.ew.x`,
    ])
      expect([token, await me(token)]).toEqual([token, refused]);
  });

  it('a refresh token opens no route, and an access token refreshes nothing', async () => {
    const login = await story.anonymous
      .post('/auth/login')
      .send({ email: story.people.aldo.email, password: PASSWORD });
    expect(await me(login.body.refreshToken as string)).toEqual(refused);
    expect(await me(createHash('sha256').update('x').digest('base64url'))).toEqual(refused);
    const reverse = await story.anonymous
      .post('/auth/refresh')
      .send({ refreshToken: login.body.accessToken });
    expect([reverse.status, reverse.body.code]).toEqual([401, 'REFRESH_TOKEN_INVALID']);
  });

  it('is not read from the address', async () => {
    for (const name of ['access_token', 'token', 'auth_token'])
      expect((await story.anonymous.get(`/auth/me?${name}=${genuine}`)).status).toBe(401);
  });
});

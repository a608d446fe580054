import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serveNames } from '../support/names.ts';
import { nginxIsThere, type Proxy, startProxy } from '../support/proxy.ts';

const MEGABYTE = 1_048_576;
const SECRET = 'aB3_-'.repeat(9).slice(0, 43);
const ID = '0199a0b1-7c1e-7f4e-8a52-3a1f0e6f2c11';
/** As they are asked for, and what may be logged of them. */
const PATHS = [
  [`/api/v1/visits/${ID}/check-in`, `/api/v1/visits/${ID}/check-in`],
  [`/api/v1/calendar/${SECRET}.ics`, '/api/v1/calendar/[secret]'],
  [`/api/v1/analytics/summary/unsubscribe/${SECRET}`, '/api/v1/analytics/summary/unsubscribe/[secret]'],
  [`/api/v1/calendar/%61${SECRET}%0a${SECRET}`, '/api/v1/calendar/[secret]'],
  [`/a%0a/${SECRET}`, '/a\n/[secret]'],
] as const;

describe('the proxy in front of the replicas', () => {
  it('has a log without secret addresses', () => {
    const config = readFileSync('ops/proxy/nginx.conf', 'utf8');
    const pattern = /^ +map \$uri \$logged \{[^]*?"~\(\?s\)(.+)" "\$\{harmless\}\[secret\]";/m.exec(
      config,
    )?.[1];
    for (const [path, logged] of PATHS)
      expect(decodeURIComponent(path).replace(new RegExp(`${pattern ?? ''}.*`, 's'), '$1[secret]')).toBe(
        logged,
      );
    expect(config).toContain('"path":"$logged"');
    expect(config.replaceAll(/map \$uri .*/g, '')).not.toMatch(/\$(request|request_uri|uri|args)\b(?!;)/);
    expect(config).toContain('error_log stderr crit;');
  });

  (nginxIsThere() ? describe : describe.skip)('as nginx runs it', () => {
    let proxy: Proxy;
    let api: Server;
    let names: { address: string; close: () => void };
    let arrived = 0;

    beforeAll(async () => {
      api = createServer((asked, answer) => {
        arrived += 1;
        asked.resume().once('end', () => answer.setHeader('X-Accel-Buffering', 'no').end('served'));
      }).listen(0, '127.0.0.1');
      await once(api, 'listening');
      names = await serveNames(() => ['127.0.0.1']);
      proxy = await startProxy(names.address, (api.address() as AddressInfo).port);
    });
    afterAll(async () => {
      await proxy.stop();
      names.close();
      api.close();
    });

    const post = (path: string, megabytes: number) =>
      fetch(proxy.url + path, { method: 'POST', body: new Uint8Array(megabytes * MEGABYTE) });

    /** An upload that never gets to its end. */
    async function halfAnUpload(): Promise<{ broken: () => void }> {
      const upload = request(`${proxy.url}/api/v1/imports`, {
        method: 'POST',
        headers: { 'content-length': MEGABYTE },
      });
      upload.on('error', () => undefined);
      upload.write('x');
      await once(upload, 'socket');
      return { broken: () => upload.destroy() };
    }

    it('writes down where a request went, and no secret', async () => {
      for (const [path] of PATHS) expect((await fetch(proxy.url + path)).status).toBe(200);
      const lines = proxy
        .said()
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => (JSON.parse(line) as { path: string }).path);
      expect(lines.filter((path) => path !== '/health/live')).toEqual(PATHS.map(([, logged]) => logged));
    });

    it('takes a file where imports are sent, and two megabytes elsewhere', async () => {
      expect((await post('/api/v1/imports', 3)).status).toBe(200);
      const before = arrived;
      expect((await post('/api/v1/clients', 3)).status).toBe(413);
      expect((await post('/api/v1/imports/of-somebody/commit', 3)).status).toBe(413);
      expect(arrived).toBe(before);
    });

    it('takes four files at once, tells a fifth to wait, and lets imports be read meanwhile', async () => {
      const uploads = await Promise.all([1, 2, 3, 4].map(halfAnUpload));
      let refused = await post('/api/v1/imports', 1);
      // Until the four have arrived.
      for (let tries = 0; refused.status === 200 && tries < 50; tries += 1) {
        await wait(20);
        refused = await post('/api/v1/imports', 1);
      }
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '10']);
      expect(refused.headers.get('content-type')).toContain('application/problem+json');
      expect(await refused.json()).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
      expect((await fetch(`${proxy.url}/api/v1/imports`)).status).toBe(200);
      for (const { broken } of uploads) broken();
    });

    it('passes on that a stream is not to be held back, for a proxy before it', async () => {
      expect((await fetch(`${proxy.url}/api/v1/x`)).headers.get('x-accel-buffering')).toBe('no');
    });

    describe('with two replicas', () => {
      let asked: string[] = [];
      let answers: (who: string) => number | 'hangs up' = () => 200;
      const replicas: Server[] = [];
      let both: Proxy;
      let pair: { address: string; close: () => void };
      beforeAll(async () => {
        let port = 0;
        for (const host of ['127.0.0.1', '127.0.0.2']) {
          const replica = createServer((request, answer) => {
            asked.push(host);
            const status = answers(host);
            if (status === 'hangs up') request.socket.destroy();
            else request.resume().once('end', () => answer.writeHead(status).end(host));
          }).listen(port, host);
          await once(replica, 'listening');
          port = (replica.address() as AddressInfo).port;
          replicas.push(replica);
        }
        pair = await serveNames(() => ['127.0.0.1', '127.0.0.2']);
        both = await startProxy(pair.address, port);
      });
      afterAll(async () => {
        await both.stop();
        pair.close();
        for (const replica of replicas) replica.close();
      });

      const send = async (path: string, init: RequestInit = {}) => {
        asked = [];
        const { status } = await fetch(both.url + path, init);
        return { status, asked: asked.length };
      };
      const keyed = { method: 'POST', headers: { 'Idempotency-Key': 'once' }, body: '{}' };

      it('sends a request to the other one when the first hangs up, and the refusal of one that is overloaded to nobody else', async () => {
        let first: string | undefined;
        answers = (who) => ((first ??= who) === who ? 'hangs up' : 200);
        expect(await send('/api/v1/clients')).toEqual({ status: 200, asked: 2 });
        first = undefined;
        expect(await send('/api/v1/clients', keyed)).toEqual({ status: 200, asked: 2 });
        answers = () => 503;
        expect(await send('/api/v1/clients')).toEqual({ status: 503, asked: 1 });
        expect(await send('/api/v1/clients', keyed)).toEqual({ status: 503, asked: 1 });
      });

      it('is ready while one of them is', async () => {
        let first: string | undefined;
        answers = (who) => ((first ??= who) === who ? 503 : 200);
        expect(await send('/health/ready')).toEqual({ status: 200, asked: 2 });
      });
    });

    it('says nothing of them either when the API is away', async () => {
      api.closeAllConnections();
      api.close();
      const before = proxy.said();
      expect((await fetch(`${proxy.url}/api/v1/calendar/${SECRET}.ics`)).status).toBe(502);
      expect(proxy.said().length).toBeGreaterThan(before.length);
      expect(proxy.said()).not.toContain(SECRET);
    });
  });
});

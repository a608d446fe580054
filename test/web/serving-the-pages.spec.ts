import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStory, type Story } from '../support/story.ts';

const HTML = 'text/html,application/xhtml+xml,*/*;q=0.8';

describe('the pages beside the API', () => {
  let story: Story;
  beforeAll(async () => {
    expect(existsSync('web/build/index.html')).toBe(true);
    story = await startStory();
  });
  afterAll(() => story.end());

  const open = (path: string, accept = HTML) => story.outside.get(path).set('Accept', accept);

  it.each(['/', '/dashboard', '/clients/2f6c?tab=visits'])('%s is the application', async (path) => {
    const { status, headers, text } = await open(path);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
    ]);
    expect(text).toContain('<div id="app">');
  });

  it.each([HTML, '*/*', 'application/json', ''])(
    'the root is the application for who accepts “%s”',
    async (accept) => {
      for (const method of ['GET', 'HEAD'] as const) {
        const { statusCode, headers } = await story.app.inject({ method, url: '/', headers: { accept } });
        expect([method, statusCode, headers['content-type']]).toEqual([
          method,
          200,
          'text/html; charset=utf-8',
        ]);
      }
    },
  );

  it('a page runs only scripts of its own: each inline one is known by its hash, and no other may be added', async () => {
    const policy = (await open('/')).headers['content-security-policy'] as string;
    expect(policy).not.toMatch(/unsafe-(inline|eval)|https?:|\*/);
    expect(policy).toMatch(/script-src 'self' 'sha256-[\w+/]{43}='; style-src 'self';/);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it.each([
    '/api/v1/nowhere',
    '/api/nowhere',
    '/health/nowhere',
    '/metrics/nowhere',
    '/_app/immutable/gone.js',
  ])('%s stays a problem document, whatever is accepted', async (path) => {
    const { status, headers, body } = await open(path);
    expect([status, body.code]).toEqual([404, 'NO_SUCH_ROUTE']);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  it('a program that asks for an address that is not there is told so', async () => {
    expect((await open('/dashboard', 'application/json')).body.code).toBe('NO_SUCH_ROUTE');
    expect((await story.outside.post('/dashboard').set('Accept', HTML)).status).toBe(404);
  });

  it('can be installed: the manifest names icons that are there, and where one begins', async () => {
    const { text } = await open('/');
    expect(text).toContain('<link rel="manifest" href="/manifest.webmanifest"');
    const manifest = await open('/manifest.webmanifest', '*/*').buffer(true);
    expect(manifest.headers['content-type']).toMatch(/^application\/manifest\+json/);
    const { start_url, display, icons } = JSON.parse(String(manifest.text)) as {
      start_url: string;
      display: string;
      icons: { src: string; sizes: string; purpose: string }[];
    };
    expect([start_url, display]).toEqual(['/my-day', 'standalone']);
    expect(icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual(
      expect.arrayContaining(['192x192 any', '512x512 any', '512x512 maskable']),
    );
    for (const { src } of [...icons, { src: '/icons/apple-touch-icon.png' }])
      expect([src, (await open(src, '*/*')).headers['content-type']]).toEqual([
        src,
        expect.stringMatching(/^image\/(png|svg)/),
      ]);
  });

  it('what opens it without network is asked for each time, for an old one would keep the old application', async () => {
    const { status, headers } = await open('/service-worker.js', '*/*');
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      expect.stringMatching(/^(text|application)\/javascript/),
      'no-cache',
    ]);
  });

  it('what is named by its content is kept for a year and sent compressed; the rest is asked for again', async () => {
    const { text } = await open('/');
    const [script = ''] = /\/_app\/immutable\/entry\/start\.[\w-]+\.js/.exec(text) ?? [];
    const hashed = await open(script, '*/*').set('Accept-Encoding', 'br');
    expect([hashed.status, hashed.headers['cache-control'], hashed.headers['content-encoding']]).toEqual([
      200,
      'public, max-age=31536000, immutable',
      'br',
    ]);
    expect((await open('/icon.svg', '*/*')).headers['cache-control']).toBe('no-cache');
  });
});

describe('the pages where map tiles are named', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory({
      MAP_TILES: 'https://tiles.example:8443/v1/{z}/{x}/{y}.png?key=a&b="c"',
      MAP_ATTRIBUTION: '© <Tiles> https://tiles.example/about',
    });
  });
  afterAll(() => story.end());

  it('may show pictures of that one host besides their own, and nothing else of it', async () => {
    const { headers, text } = await story.outside.get('/').set('Accept', HTML);
    const policy = (headers['content-security-policy'] as string).split('; ');
    expect(policy).toContain("img-src 'self' data: blob: https://tiles.example:8443");
    expect(policy.filter((part) => part.includes('tiles.example'))).toHaveLength(1);
    expect(text).toContain(
      'content="https://tiles.example:8443/v1/{z}/{x}/{y}.png?key=a&amp;b=&quot;c&quot;"',
    );
    expect(text).toContain('content="© &lt;Tiles&gt; https://tiles.example/about"');
  });
});

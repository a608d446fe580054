import { HostResolver } from '#app/webhooks/addresses/host-resolver.js';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { LookupAddress } from 'node:dns';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createClient } from '../factories/client.ts';
import { addWebhook, sendDue, TO_THIS_MACHINE } from '../factories/webhook.ts';
import { startReceiver } from '../support/receiver.ts';
import { startStory, type Story } from '../support/story.ts';

const PUBLIC: LookupAddress = { address: '1.1.1.1', family: 4 };

describe('where events may be sent', () => {
  let story: Story;
  let trap: Server;
  let knocks = 0;
  let port: number;
  beforeAll(async () => {
    story = await startStory({ WEBHOOK_TIMEOUT_SECONDS: '1' });
    // Something inside that must never hear from us.
    trap = createServer((socket) => {
      knocks += 1;
      socket.destroy();
    });
    trap.listen(0, '127.0.0.1');
    await once(trap, 'listening');
    ({ port } = trap.address() as AddressInfo);
  });
  afterAll(async () => {
    trap.close();
    await story.end();
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  /** The answers of the name service, in order; the last one stays. */
  const names = (...answers: LookupAddress[][]) => {
    const resolver = story.app.get(HostResolver, { strict: false });
    return jest
      .spyOn(resolver, 'resolve')
      .mockImplementation(() => Promise.resolve((answers.length > 1 ? answers.shift() : answers[0]) ?? []));
  };
  const add = (url: string) =>
    story
      .as(story.people.admin)
      .post('/webhooks')
      .send({ url, events: ['client.created'] });

  it.each([
    ['loopback', 'https://127.0.0.1:PORT/'],
    ['loopback in decimal', 'https://2130706433:PORT/'],
    ['loopback in hex', 'https://0x7f000001:PORT/'],
    ['loopback in octal', 'https://0177.0.0.1:PORT/'],
    ['loopback, shortened', 'https://127.1:PORT/'],
    ['loopback with a dot behind', 'https://127.0.0.1.:PORT/'],
    ['loopback in wide digits', 'https://１２７.0.0.1:PORT/'],
    ['this machine by name', 'https://localhost:PORT/'],
    ['this machine by name with a dot behind', 'https://localhost.:PORT/'],
    ['unspecified', 'https://0.0.0.0:PORT/'],
    ['IPv6 loopback', 'https://[::1]:PORT/'],
    ['IPv6 unspecified', 'https://[::]:PORT/'],
    ['mapped IPv4', 'https://[::ffff:127.0.0.1]:PORT/'],
    ['mapped IPv4 in hex', 'https://[::ffff:7f00:1]:PORT/'],
    ['NAT64', 'https://[64:ff9b::7f00:1]:PORT/'],
    ['6to4', 'https://[2002:7f00:1::]:PORT/'],
    ['private', 'https://10.0.0.1/'],
    ['private', 'https://192.168.1.1/'],
    ['carrier-grade NAT', 'https://100.64.0.1/'],
    ['metadata of clouds', 'https://169.254.169.254/latest/meta-data/'],
    ['metadata of AWS over IPv6', 'https://[fd00:ec2::254]/'],
    ['link-local', 'https://[fe80::1]/'],
    ['multicast', 'https://224.0.0.1/'],
    ['documentation', 'https://192.0.2.1/'],
  ])('is no address of the inside: %s, %s', async (_, url) => {
    const { status, body } = await add(url.replace('PORT', String(port)));
    expect([status, body.code, body.errors?.[0]]).toEqual([
      400,
      'VALIDATION_FAILED',
      { pointer: '/url', code: expect.any(String), detail: expect.not.stringContaining('127.0.0.1') },
    ]);
    // A name service may not know every spelling of this machine's name.
    const codes = url.includes('localhost') ? ['ADDRESS_REFUSED', 'HOST_UNKNOWN'] : ['ADDRESS_REFUSED'];
    expect(codes).toContain(body.errors[0].code);
    expect(knocks).toBe(0);
  });

  it.each([
    ['http://1.1.1.1/', 'URL_NOT_HTTPS'],
    ['https://1.1.1.1:22/', 'URL_PORT'],
    ['https://1.1.1.1:80/', 'URL_PORT'],
    ['https://admin:geheim@1.1.1.1/', 'URL_INVALID'],
    ['https://[fe80::1%25eth0]/', 'URL_INVALID'],
    ['ftp://1.1.1.1/', 'URL_NOT_HTTPS'],
    ['javascript:alert(1)', 'URL_NOT_HTTPS'],
    ['https://', 'URL_INVALID'],
  ])('is written as a public HTTPS address: not %s', async (url, code) => {
    const { status, body } = await add(url);
    expect([status, body.errors[0].pointer, body.errors[0].code]).toEqual([400, '/url', code]);
  });

  it.each([
    ['private', [{ address: '10.1.2.3', family: 4 }]],
    ['public and private at once', [PUBLIC, { address: '192.168.0.9', family: 4 }]],
    ['public, and mapped over IPv6', [PUBLIC, { address: '::ffff:10.0.0.1', family: 6 }]],
    ['unique-local over IPv6', [{ address: 'fd12::1', family: 6 }]],
    ['nothing', []],
  ])('is judged by what the name leads to: %s', async (_, addresses) => {
    names(addresses);
    const { status, body } = await add('https://erp.example.com/events');
    expect([status, body.errors[0].code]).toEqual([400, 'ADDRESS_REFUSED']);
    expect(JSON.stringify(body)).not.toMatch(/10\.|192\.168|fd12/);
  });

  it('is judged again at each sending: a name that leads inside by then is not called', async () => {
    names([PUBLIC], [{ address: '127.0.0.1', family: 4 }]);
    const { status, body } = await add(`https://rebind.example.com:${port}/`);
    expect(status).toBe(201);
    await createClient(story, story.people.aldo);
    await sendDue(story);
    const { items } = (await story.as(story.people.admin).get(`/webhooks/${body.id}/deliveries`)).body;
    expect(items).toMatchObject([{ status: 'PENDING', lastStatus: null, lastError: 'ADDRESS_REFUSED' }]);
    const ping = await story.as(story.people.admin).post(`/webhooks/${body.id}/ping`);
    expect(ping.body).toEqual({ delivered: false, status: null, error: 'ADDRESS_REFUSED' });
    expect(knocks).toBe(0);
    await story.prisma.webhookSubscription.deleteMany();
  });

  it('is asked for once, and what was judged is what is connected to', async () => {
    const open = await startStory(TO_THIS_MACHINE);
    const to = await startReceiver();
    try {
      const here = [{ address: '127.0.0.1', family: 4 }];
      const resolver = open.app.get(HostResolver, { strict: false });
      const asked = jest.spyOn(resolver, 'resolve').mockResolvedValue(here);
      // No name service knows this name: only what was judged can have led there.
      const url = to.url.replace('127.0.0.1', 'receiver.invalid');
      const { id } = await addWebhook(open, url, ['client.created']);
      asked.mockClear();
      const ping = await open.as(open.people.admin).post(`/webhooks/${id}/ping`);
      expect(ping.body).toEqual({ delivered: true, status: 204, error: null });
      expect(to.events[0]?.headers.host).toMatch(/^receiver\.invalid:/);
      expect(asked).toHaveBeenCalledTimes(1);
    } finally {
      await to.close();
      await open.end();
    }
  });

  it('may be this very machine only where a setting says so, and never in production', async () => {
    const { readConfig } = await import('#app/platform/config/config.js');
    expect(() => readConfig({ NODE_ENV: 'production', WEBHOOK_ALLOW_LOOPBACK: 'true' })).toThrow(
      /WEBHOOK_ALLOW_LOOPBACK is for development and tests/,
    );
  });
});

import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** An event as it came over the wire. */
export interface ReceivedEvent {
  id: string;
  headers: IncomingHttpHeaders;
  /** The bytes that were signed. */
  text: string;
  body: Record<string, unknown> & { facts: Record<string, unknown> };
}

/** How an event is answered: with this status at once or late, a body that has no end, these very bytes, or not at all. */
export type Answer =
  | { status: number; headers?: Record<string, string>; afterMs?: number }
  | { endless: number }
  | { bytes: string }
  | 'never';

/** An HTTP server that receives events for real, and misbehaves when a story asks it to. */
export interface Receiver {
  url: string;
  events: ReceivedEvent[];
  /** What is answered; the story may change it at any time. */
  answer: (event: ReceivedEvent) => Answer;
  /** Most requests that were open at the same time. */
  readonly mostAtOnce: number;
  /** Bytes of an endless body that went out. */
  readonly bytesSent: number;
  /** Waits until so many events have come. */
  count: (atLeast: number) => Promise<void>;
  close: () => Promise<void>;
}

const OK: Answer = { status: 204 };

export async function startReceiver(): Promise<Receiver> {
  const server = createServer();
  const state = { open: 0, mostAtOnce: 0, bytesSent: 0 };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`,
    events: [],
    answer: () => OK,
    get mostAtOnce() {
      return state.mostAtOnce;
    },
    get bytesSent() {
      return state.bytesSent;
    },
    count: async (atLeast) => {
      for (let tries = 0; receiver.events.length < atLeast; tries += 1) {
        if (tries > 600) throw new Error(`only ${receiver.events.length} of ${atLeast} events came`);
        await wait(50);
      }
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    state.open += 1;
    state.mostAtOnce = Math.max(state.mostAtOnce, state.open);
    response.on('close', () => (state.open -= 1));
    void receive(request).then(async (event) => {
      receiver.events.push(event);
      const answer = receiver.answer(event);
      if (answer === 'never') return;
      if ('endless' in answer) {
        pourWithoutEnd(response, answer.endless, (bytes) => (state.bytesSent += bytes));
        return;
      }
      if ('bytes' in answer) {
        response.socket?.write(answer.bytes);
        return;
      }
      if (answer.afterMs) await wait(answer.afterMs);
      response.writeHead(answer.status, answer.headers).end();
    });
  });
  return receiver;
}

async function receive(request: IncomingMessage): Promise<ReceivedEvent> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const { headers } = request;
  return {
    id: String(headers['webhook-id']),
    headers,
    text,
    body: JSON.parse(text) as ReceivedEvent['body'],
  };
}

function pourWithoutEnd(response: ServerResponse, status: number, sent: (bytes: number) => void): void {
  const chunk = Buffer.alloc(65_536, 'x');
  const pour = (): void => {
    while (!response.destroyed) {
      sent(chunk.length);
      if (!response.write(chunk)) {
        response.once('drain', pour);
        return;
      }
    }
  };
  response.writeHead(status);
  pour();
}

/**
 * Verifies as an integrator would, written from the text of Standard Webhooks and not from our code: base64 after the
 * prefix is the key, HMAC-SHA256 over `id.timestamp.body`, any of the signatures may match, five minutes of tolerance.
 */
export function isSigned({ headers, text }: ReceivedEvent, secret: string, now = Date.now()): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (Math.abs(now / 1000 - Number(timestamp)) > 300) return false;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const expected = createHmac('sha256', key)
    .update(`${String(id)}.${String(timestamp)}.${text}`)
    .digest();
  return String(signatures)
    .split(' ')
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => Buffer.from(signature.slice(3), 'base64'))
    .some((signature) => signature.length === expected.length && timingSafeEqual(signature, expected));
}

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type Drill, since, told } from './drill.ts';
import type { Stage } from './stage.ts';

const WRITES = 1000;
const WRITERS = 8;
const PATIENCE_MS = 180_000;

/** R7: each write has its event, whatever dies in between. */
export const outbox: Drill = {
  promise: `${WRITES} writes while the application is killed with -9 every 10 to 90 of them, to a receiver that fails and hangs up: each committed write has its event, and its effect once`,
  stage: {
    replicas: 1,
    env: { WEBHOOK_CRON: '* * * * * *', WEBHOOK_ALLOW_LOOPBACK: 'true', WEBHOOK_TIMEOUT_SECONDS: '2' },
  },
  run: async (stage) => {
    const receiver = await Receiver.open();
    try {
      const body = { url: receiver.url, events: ['client.created'] };
      const subscribed = await stage.send(0, 'POST', '/webhooks', body, {}, 'admin');
      if (subscribed.status !== 201) throw new Error(`no subscription: ${subscribed.text}`);
      const { acknowledged, deaths } = await writeAmidDeaths(stage);
      const rows = (await stage.rows<{ id: string }>('SELECT id FROM clients')).map(({ id }) => id);
      const start = performance.now();
      const waiting = "SELECT count(*) FROM webhook_deliveries WHERE status <> 'DELIVERED'";
      while (
        (receiver.effects.size < rows.length || (await stage.count(waiting)) > 0) &&
        since(start) < PATIENCE_MS
      )
        await wait(100);
      told('writes acknowledged', acknowledged.length);
      told('rows in the table', rows.length);
      told('requests with an event', receiver.arrivals);
      told('of these answered 503 or cut off', receiver.refused);
      told('seconds until the last event came', Math.round(since(start) / 1000));
      const written = new Set(rows);
      const withEvent = new Set(receiver.effects.values());
      return [
        { what: 'kill -9 meanwhile', promised: { atLeast: 5 }, counted: deaths },
        {
          ...{ what: 'acknowledged and missing', promised: 0 },
          counted: acknowledged.filter((id) => !written.has(id)).length,
        },
        {
          what: 'rows without an event',
          promised: 0,
          counted: rows.filter((id) => !withEvent.has(id)).length,
        },
        {
          ...{ what: 'events without a row', promised: 0 },
          counted: [...withEvent].filter((id) => !written.has(id)).length,
        },
        { what: 'rows with two effects', promised: 0, counted: receiver.effects.size - withEvent.size },
      ];
    } finally {
      receiver.close();
    }
  },
};

async function writeAmidDeaths(stage: Stage): Promise<{ acknowledged: string[]; deaths: number }> {
  const acknowledged: string[] = [];
  let [sent, deaths] = [0, 0];
  const writers = Array.from({ length: WRITERS }, async () => {
    while (acknowledged.length < WRITES) {
      sent += 1;
      const { status, text } = await stage.send(0, 'POST', '/clients', { name: `Svapo ${sent}` });
      if (status === 201) acknowledged.push((JSON.parse(text) as { id: string }).id);
      else if (status === 0) await wait(20);
      else throw new Error(`a client was refused: ${status} ${text}`);
    }
  });
  while (acknowledged.length < WRITES) {
    const enough = Math.min(acknowledged.length + 10 + Math.random() * 80, WRITES);
    while (acknowledged.length < enough) await wait(5);
    if (acknowledged.length >= WRITES) break;
    await stage.killReplica(0);
    deaths += 1;
  }
  await Promise.all(writers);
  return { acknowledged, deaths };
}

/** Takes effects once for each event id, as an integrator does; it is slow, fails, and hangs up now and then. */
class Receiver {
  readonly effects = new Map<string, string>();
  arrivals = 0;
  refused = 0;
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        this.arrivals += 1;
        const chance = Math.random();
        if (chance < 0.04) this.refused += 1;
        if (chance < 0.02) return void response.writeHead(503).end();
        const { id, entityId } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, string>;
        this.effects.set(String(id), String(entityId));
        // Below 4 % it is taken, but the sender never learns of it.
        const answer = () => (chance < 0.04 ? response.destroy() : response.writeHead(204).end());
        setTimeout(answer, Math.random() * 20);
      });
    });
  }

  static async open(): Promise<Receiver> {
    const receiver = new Receiver();
    receiver.server.listen(0, '127.0.0.1');
    await once(receiver.server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

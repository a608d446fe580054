import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../test/support/replica.ts';
import { type Drill, type Finding, quantile, since, told } from './drill.ts';
import { serveNames } from '../../test/support/names.ts';
import { nginxIsThere, startProxy } from '../../test/support/proxy.ts';
import type { Stage } from './stage.ts';

const HOSTS = ['127.0.0.2', '127.0.0.3'] as const;
const CALLERS = 16;
const ROUNDS = 2;
const BETWEEN_MS = 1500;

type Kind = 'reads' | 'POSTs with a key' | 'POSTs without one' | 'edits';
const KINDS: readonly Kind[] = [
  'reads',
  'reads',
  'reads',
  'POSTs with a key',
  'reads',
  'POSTs without one',
  'edits',
];

/** R13: replicas are exchanged one after the other, and nobody notices. */
export const rollingRestart: Drill = {
  promise: `two replicas behind the nginx of ops/proxy are restarted in turn, ${ROUNDS} times each, under ${CALLERS} callers: no read and no POST with a key fails, and no POST has its effect twice; edits and POSTs without a key are told`,
  stage: { replicas: 0, env: { DRAIN_SECONDS: '2', TRUSTED_PROXIES: '1' } },
  run: async (stage) => {
    if (!nginxIsThere())
      return [{ what: 'nginx, which this drill needs (apt-get install nginx)', promised: 1, counted: 0 }];
    const port = await freePort(HOSTS[0]);
    const start = (replica: number) =>
      stage.startReplica(replica, { HOST: HOSTS[replica] ?? '', PORT: String(port) });
    await start(0);
    await start(1);
    await stage.signIn();
    // A container that stops keeps its name until it has ended.
    const names = await serveNames(() => HOSTS);
    const proxy = await startProxy(names.address, port);
    try {
      const calls = new Calls(stage, proxy.url);
      const calling = calls.run();
      await wait(BETWEEN_MS);
      for (let restart = 0; restart < 2 * ROUNDS; restart += 1) {
        await stage.at(restart % 2).stop();
        await start(restart % 2);
        await wait(BETWEEN_MS);
      }
      calls.over = true;
      await calling;
      told('requests', calls.milliseconds.length);
      told('median, milliseconds', quantile(calls.milliseconds, 0.5));
      told('99 of 100 within, milliseconds', quantile(calls.milliseconds, 0.99));
      return [
        // Without one, no replica was seen to go.
        {
          what: 'requests that nginx sent to a second replica',
          promised: { atLeast: 1 },
          counted: proxy.retried(),
        },
        ...(await calls.findings()),
      ];
    } finally {
      await proxy.stop();
      names.close();
    }
  },
};

/** Everybody does something else at any moment, one thing after the other. */
class Calls {
  over = false;
  readonly milliseconds: number[] = [];
  private readonly failed = new Map<Kind, string[]>(KINDS.map((kind) => [kind, []]));
  private readonly created = { 'POSTs with a key': 0, 'POSTs without one': 0 };
  private readonly stage: Stage;
  private readonly url: string;

  constructor(stage: Stage, url: string) {
    this.stage = stage;
    this.url = url;
  }

  async run(): Promise<void> {
    await Promise.all(Array.from({ length: CALLERS }, (_, caller) => this.caller(caller)));
  }

  async findings(): Promise<Finding[]> {
    const rows = (name: string) =>
      this.stage.count('SELECT count(*) FROM clients WHERE name LIKE $1', `${name} %`);
    const failures = (kind: Kind) => this.failed.get(kind) ?? [];
    // nginx sends them to another replica only when the first did not take the connection: nobody knows what became of them.
    for (const kind of ['POSTs without one', 'edits'] as const)
      told(`${kind} that met the closing door`, failures(kind).length);
    for (const [kind, some] of this.failed)
      for (const failure of new Set(some)) console.log(`         ${kind}: ${failure}`);
    return [
      ...(['reads', 'POSTs with a key'] as const).map((kind) => ({
        what: `${kind} that failed`,
        promised: 0,
        counted: failures(kind).length,
      })),
      {
        what: 'rows of POSTs with a key',
        promised: this.created['POSTs with a key'],
        counted: await rows('Con chiave'),
      },
      {
        what: 'rows of POSTs without one',
        promised: this.created['POSTs without one'],
        counted: await rows('Senza chiave'),
      },
    ];
  }

  private async caller(caller: number): Promise<void> {
    const own = JSON.parse((await this.send('POST', '/clients', { name: `Svapo ${caller}` })).text) as {
      id: string;
    };
    for (let turn = caller; !this.over; turn += 1) {
      const kind = KINDS[turn % KINDS.length] ?? 'reads';
      const start = performance.now();
      const { status, text } = await this.one(kind, own.id, `${caller} ${turn}`);
      this.milliseconds.push(since(start));
      if (status === 0 || status >= 400)
        this.failed.get(kind)?.push(`${status} ${text.replaceAll(/\s+/g, ' ').slice(0, 40)}`);
      else if (kind in this.created) this.created[kind as keyof typeof this.created] += 1;
    }
  }

  private one(kind: Kind, own: string, what: string): Promise<{ status: number; text: string }> {
    switch (kind) {
      case 'reads':
        return this.send('GET', '/clients?limit=20');
      case 'edits':
        return this.send('PATCH', `/clients/${own}`, { notes: what });
      case 'POSTs with a key':
        return this.send(
          'POST',
          '/clients',
          { name: `Con chiave ${what}` },
          { 'idempotency-key': randomUUID() },
        );
      case 'POSTs without one':
        return this.send('POST', '/clients', { name: `Senza chiave ${what}` });
    }
  }

  private async send(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; text: string }> {
    try {
      const answer = await fetch(`${this.url}/api/v1${path}`, {
        method,
        headers: { ...this.stage.headersOf('aldo'), ...headers },
        ...(body && { body: JSON.stringify(body) }),
      });
      return { status: answer.status, text: await answer.text() };
    } catch (error) {
      if (error instanceof TypeError) return { status: 0, text: String(error.cause) };
      throw error;
    }
  }
}

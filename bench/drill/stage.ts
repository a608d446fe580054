import { PrismaService } from '#app/platform/prisma/prisma.service.js';
import { Clock } from '#app/platform/time/clock.js';
import { Pool, type QueryResultRow } from 'pg';
import { type DurablePostgres, startDurablePostgres } from '../support/durable-postgres.mjs';
import { flagsOfTheImage } from '../support/flags-of-the-image.mjs';
import { createPeople, PASSWORD, type People } from '../../test/support/people.ts';
import { type Replica, startReplica } from '../../test/support/replica.ts';
import { bootApp, STORY_SECRET } from '../../test/support/story.ts';

const QUIET = {
  REQUESTS_PER_MINUTE: '1000000',
  DATABASE_POOL_SIZE: '10',
  ACCESS_TOKEN_SECONDS: '3600',
  // Those that may stand here: a drill puts others in their place.
  NODE_OPTIONS: flagsOfTheImage()
    .filter((flag) => process.allowedNodeEnvironmentFlags.has(flag.replace(/=.*/, '')))
    .join(' '),
};

export interface StageSettings {
  /** Two, unless said. */
  replicas?: number;
  /** Settings of every replica that differ from the usual ones. */
  env?: Record<string, string>;
}

export interface Sent {
  /** 0: no answer came. */
  status: number;
  text: string;
  /** From sending it to having read the answer. */
  milliseconds: number;
  /** The `Retry-After` of a refusal. */
  retryAfter: string | null;
}

/** A PostgreSQL that syncs to the disk, replicas of the application (two, mostly), and people who call them. */
export class Stage {
  readonly replicas: Replica[];
  readonly people: People;
  readonly postgres: DurablePostgres;
  private readonly env: Record<string, string>;
  private readonly tokens = new Map<string, string>();
  private readonly pool: Pool;

  private constructor(
    postgres: DurablePostgres,
    replicas: Replica[],
    people: People,
    env: Record<string, string>,
  ) {
    this.postgres = postgres;
    this.replicas = replicas;
    this.people = people;
    this.env = env;
    this.pool = new Pool({ connectionString: postgres.url, max: 2, application_name: 'drill' });
    // A drill kills the server; the next question opens a new connection.
    this.pool.on('error', () => undefined);
  }

  static async open({ replicas = 2, env = {} }: StageSettings = {}): Promise<Stage> {
    const postgres = await startDurablePostgres();
    const app = await bootApp(postgres.url, {}, new Clock());
    const people = await createPeople(app.get(PrismaService));
    await app.close();
    const stage = new Stage(postgres, [], people, env);
    try {
      for (let replica = 0; replica < replicas; replica += 1) await stage.startReplica(replica);
      if (replicas > 0) await stage.signIn();
      return stage;
    } catch (error) {
      await stage.close();
      throw error;
    }
  }

  /** A replica at this place, or anew at one that died. Its connections tell its number. */
  async startReplica(replica: number, env: Record<string, string> = {}): Promise<Replica> {
    const settings = { ...QUIET, INSTANCE: `replica-${replica}`, ...this.env, ...env };
    return (this.replicas[replica] = await startReplica(this.postgres.url, STORY_SECRET, settings));
  }

  /** The replica at this place. */
  at(replica: number): Replica {
    const found = this.replicas[replica];
    if (!found) throw new Error(`there is no replica ${replica}`);
    return found;
  }

  /** Everybody signs in at the first replica. */
  async signIn(): Promise<void> {
    for (const { email } of Object.values(this.people) as { email: string }[]) {
      const body = JSON.stringify({ email, password: PASSWORD });
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${this.at(0).url}/api/v1/auth/login`, { method: 'POST', headers, body });
      this.tokens.set(email, ((await answer.json()) as { accessToken: string }).accessToken);
    }
  }

  /** The headers of a call as one of the people. */
  headersOf(who: keyof People): Record<string, string> {
    const authorization = `Bearer ${this.tokens.get(this.people[who].email) ?? ''}`;
    return { 'content-type': 'application/json', authorization };
  }

  /** A call as Aldo, an agent, if nobody else is named; a connection that breaks is an answer that never came. */
  async send(
    replica: number,
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
    who: keyof People = 'aldo',
  ): Promise<Sent> {
    const start = performance.now();
    const after = () => performance.now() - start;
    try {
      const answer = await fetch(`${this.at(replica).url}/api/v1${path}`, {
        method,
        headers: { ...this.headersOf(who), ...headers },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      const retryAfter = answer.headers.get('retry-after');
      return { status: answer.status, text, milliseconds: after(), retryAfter };
    } catch (error) {
      if (error instanceof TypeError) return { status: 0, text: '', milliseconds: after(), retryAfter: null };
      throw error;
    }
  }

  /** The status of `/health/live` or `/health/ready`; 0: no answer within this time. */
  async health(replica: number, which: 'live' | 'ready', patience = 2000): Promise<number> {
    try {
      const signal = AbortSignal.timeout(patience);
      const answer = await fetch(`${this.at(replica).url}/health/${which}`, { signal });
      await answer.arrayBuffer();
      return answer.status;
    } catch (error) {
      if (error instanceof TypeError || (error as Error).name === 'TimeoutError') return 0;
      throw error;
    }
  }

  /** `kill -9` of one replica; another takes its place. */
  async killReplica(replica: number): Promise<void> {
    await this.at(replica).kill();
    await this.startReplica(replica);
  }

  /** `kill -9` of PostgreSQL; it is started again on the same data and recovers. */
  async killPostgres(): Promise<void> {
    await this.postgres.kill();
    await this.postgres.start();
  }

  async rows<Row extends QueryResultRow>(sql: string, ...values: unknown[]): Promise<Row[]> {
    return (await this.pool.query<Row>(sql, values)).rows;
  }

  /** One number from the database. */
  async count(sql: string, ...values: unknown[]): Promise<number> {
    const [row] = await this.rows<{ count: string }>(sql, ...values);
    return Number(row?.count);
  }

  async close(): Promise<void> {
    for (const replica of this.replicas) await replica.stop();
    await this.pool.end();
    await this.postgres.stop();
  }
}

import { PrismaService } from '#app/platform/prisma/prisma.service.js';
import { Clock } from '#app/platform/time/clock.js';
import { Pool } from 'pg';
import { type DurablePostgres, startDurablePostgres } from '../support/durable-postgres.mjs';
import { createPeople, PASSWORD, type People } from '../../test/support/people.ts';
import { type Replica, startReplica } from '../../test/support/replica.ts';
import { bootApp, STORY_SECRET } from '../../test/support/story.ts';

const QUIET = { REQUESTS_PER_MINUTE: '1000000', DATABASE_POOL_SIZE: '10' };

export interface Sent {
  /** 0: no answer came. */
  status: number;
  text: string;
}

/** A PostgreSQL that syncs to the disk, two replicas of the application, and people who call them. */
export class Stage {
  readonly replicas: [Replica, Replica];
  readonly people: People;
  private readonly postgres: DurablePostgres;
  private readonly tokens: ReadonlyMap<string, string>;

  private constructor(
    postgres: DurablePostgres,
    replicas: [Replica, Replica],
    people: People,
    tokens: ReadonlyMap<string, string>,
  ) {
    this.postgres = postgres;
    this.replicas = replicas;
    this.people = people;
    this.tokens = tokens;
  }

  static async open(): Promise<Stage> {
    const postgres = await startDurablePostgres();
    const app = await bootApp(postgres.url, {}, new Clock());
    const people = await createPeople(app.get(PrismaService));
    await app.close();
    const replicas: [Replica, Replica] = [await start(postgres.url), await start(postgres.url)];
    const tokens = new Map<string, string>();
    for (const { email } of Object.values(people) as { email: string }[]) {
      const body = JSON.stringify({ email, password: PASSWORD });
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${replicas[0].url}/api/v1/auth/login`, { method: 'POST', headers, body });
      tokens.set(email, ((await answer.json()) as { accessToken: string }).accessToken);
    }
    return new Stage(postgres, replicas, people, tokens);
  }

  /** A call as Aldo, an agent; a connection that breaks is an answer that never came. */
  async send(
    replica: 0 | 1,
    method: string,
    path: string,
    body: object,
    headers: Record<string, string> = {},
  ): Promise<Sent> {
    const authorization = `Bearer ${this.tokens.get(this.people.aldo.email) ?? ''}`;
    try {
      const answer = await fetch(`${this.replicas[replica].url}/api/v1${path}`, {
        method,
        headers: { 'content-type': 'application/json', authorization, ...headers },
        body: JSON.stringify(body),
      });
      return { status: answer.status, text: await answer.text() };
    } catch (error) {
      if (error instanceof TypeError) return { status: 0, text: '' };
      throw error;
    }
  }

  /** `kill -9` of one replica; another takes its place. */
  async killReplica(replica: 0 | 1): Promise<void> {
    await this.replicas[replica].kill();
    this.replicas[replica] = await start(this.postgres.url);
  }

  /** `kill -9` of PostgreSQL; it is started again on the same data and recovers. */
  killPostgres(): Promise<void> {
    return this.postgres.killAndRestart();
  }

  /** One number from the database. */
  async count(sql: string, ...values: unknown[]): Promise<number> {
    const pool = new Pool({ connectionString: this.postgres.url, max: 1 });
    try {
      const { rows } = await pool.query<{ count: string }>(sql, values);
      return Number(rows[0]?.count);
    } finally {
      await pool.end();
    }
  }

  async close(): Promise<void> {
    for (const replica of this.replicas) await replica.stop();
    await this.postgres.stop();
  }
}

const start = (databaseUrl: string): Promise<Replica> => startReplica(databaseUrl, STORY_SECRET, QUIET);

import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, Logger, OnApplicationShutdown } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { AppConfig } from '../config/config.js';
import type { ColumnTexts } from './column-texts.js';
import { Prisma, PrismaClient } from './generated/client.js';
import { inBackground, PatientPool } from './pool/index.js';
import { StatementNames } from './statement-names.js';
import { TIME_LIMITS } from './time-limits.js';
import { type Begin, RequestTransaction, type TransactionOptions, type Work } from './request-transaction.js';

/** The client inside a transaction; every service function that writes takes one. */
export type Tx = Prisma.TransactionClient;

const SECONDS = 1000;
const AS_SENT = { getTypeParser: () => (text: string | Buffer) => text };
/** For statements that a stopping process still has under way. */
const LAST_STATEMENTS_MS = 500;

/**
 * The one door to PostgreSQL: Prisma's typed client over a pool of our own.
 * Time limits are set for each connection, see {@link TIME_LIMITS}.
 */
@Injectable()
export class PrismaService extends PrismaClient implements OnApplicationShutdown {
  /** The pool under the typed client, for the few hot reads that are named SQL. */
  readonly pool: PatientPool;
  /**
   * Sessions that are the caller's alone until they are given back, also where a pooler stands before the other pool. Of their
   * own: who held one of that pool and asked it for another could wait for themselves.
   */
  readonly sessions: PatientPool;
  private readonly begin: Begin;
  private readonly statements: StatementNames;
  /**
   * Ambient, because a key of the transport is no business of a use case: services open transactions as ever, and those
   * of a request that is to be one transaction become one.
   */
  private readonly requests = new AsyncLocalStorage<RequestTransaction>();

  constructor(config: AppConfig) {
    const pool = openPool(config, config.databaseUrl);
    const statements = new StatementNames();
    super({
      adapter: new PrismaPg(pool, {
        disposeExternalPool: false,
        onPoolError: () => undefined,
        // An empty name is none.
        statementNameGenerator: ({ sql }) => statements.nameOfWrite(sql) ?? '',
      }),
      // The pool says sooner that there is no connection.
      transactionOptions: { maxWait: 40 * SECONDS, timeout: 15 * SECONDS },
    });
    this.pool = pool;
    this.statements = statements;
    this.sessions = openPool(config, config.databaseDirectUrl);
    this.begin = this.$transaction.bind(this);
    this.$transaction = this.joinOrBegin.bind(this) as typeof this.$transaction;
  }

  /**
   * A hot read on a connection of its own. The columns are as PostgreSQL sends them.
   * Never inside of a transaction: that has a connection already, and would not be read from.
   * @param reuse `kept`: each connection keeps the statement, parsed; for texts of which there are but a few
   */
  async readHot(sql: Prisma.Sql, reuse: 'kept' | 'once'): Promise<ColumnTexts[]> {
    const { text, values } = sql;
    const name = reuse === 'kept' ? this.statements.nameOf(text) : undefined;
    const { rows } = await this.pool.query<(string | null)[]>({
      ...{ name, text, values, rowMode: 'array', types: AS_SENT },
    });
    return rows;
  }

  /**
   * A write that is one statement: nothing by halves without a transaction around it. In a request that is to be one transaction
   * it is a part of that.
   */
  async writeAtOnce<Row extends object>(sql: Prisma.Sql): Promise<Row[]> {
    const whole = this.requests.getStore();
    if (whole?.isOpen) return whole.join((tx) => tx.$queryRaw<Row[]>(sql));
    const { text, values } = sql;
    return (await this.pool.query<Row>({ name: this.statements.nameOfWrite(text), text, values })).rows;
  }

  /** One transaction for all that a request will write; see {@link asOne}. */
  requestTransaction(first: Work<void>): RequestTransaction {
    return new RequestTransaction(this.begin, first, 'is undone');
  }

  /** One transaction for all that will be read; see {@link asOne}. */
  readingTransaction(): RequestTransaction {
    return new RequestTransaction(this.begin, () => Promise.resolve(), 'ends all');
  }

  /** Runs a request whose transactions are parts of one. */
  asOne<Result>(whole: RequestTransaction, run: () => Promise<Result>): Promise<Result> {
    return this.requests.run(whole, run);
  }

  /** Does something when what was written is committed: at once, unless the request is one transaction that goes on. */
  afterCommit(act: () => void): void {
    const whole = this.requests.getStore();
    // What is begun here is no part of the request any more.
    const detached = (): void => this.requests.exit(() => inBackground(act));
    if (whole?.isOpen) whole.afterCommit(detached);
    else detached();
  }

  private joinOrBegin(work: Work<unknown>, options?: TransactionOptions): Promise<unknown> {
    const whole = this.requests.getStore();
    return whole?.isOpen ? whole.join(work, options) : this.begin(work, options);
  }

  /** @param signal when given, the process ends next: a job that still runs loses its connection, and leaves nothing half */
  async onApplicationShutdown(signal?: string): Promise<void> {
    const ended = this.end();
    await (signal === undefined ? ended : Promise.race([ended, wait(LAST_STATEMENTS_MS)]));
  }

  private async end(): Promise<void> {
    await this.$disconnect();
    await this.pool.end();
    await this.sessions.end();
  }
}

function openPool(config: AppConfig, connectionString: string): PatientPool {
  const pool = new PatientPool({
    connectionString,
    max: config.databasePoolSize,
    idleTimeoutMillis: 60 * SECONDS,
    ...TIME_LIMITS,
    application_name: `nexus-crm ${config.instance}`,
  });
  const logger = new Logger(PrismaService.name);
  // Without a listener, a restart of the database would end the process.
  pool.on('error', (error) => logger.warn(`an idle database connection ended: ${error.message}`));
  return pool;
}

import { cpus, loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { readConfig } from '#app/platform/config/config.js';
import { PrismaService } from '#app/platform/prisma/prisma.service.js';
import { randomBytes } from 'node:crypto';
import { createPeople } from '../test/support/people.ts';
import { clients as CLIENTS, rounds as ROUNDS, seconds as SECONDS } from './floor/asked.ts';
import { contest, typical } from './floor/contest.ts';
import { load } from './floor/load.ts';
import { reportContest, reportLimit } from './floor/report.ts';
import { type Reader, signInAgents } from './floor/readers.ts';
import { assertSameAnswers } from './floor/same-answers.ts';
import { type Contestant, startFloor } from './floor/start.ts';
import { foundCompany } from './registry/company.ts';
import { giveTheirCore, keepToOurCore } from './support/cores.ts';
import { residentMegabytes } from './support/figures-of-process.ts';
import { type OwnInstance, startOwnInstance } from './support/own-instance.mjs';

/**
 * `npm run bench [-- --quick] [--clients 100000] [--rounds 5] [--seconds 5]`: the built application against the bare floor
 * (bench/floor/server.ts), over the same clients of the same database, in turn. `--quick`: 40,000 clients, one round of 2 s. The figures of
 * docs/performance.md.
 */
const IDLE_MS = 10_000;
/** Of the measured capacity, for the promised latency. */
const SHARE = 0.8;

/** As in production; only what runs by the clock is off, and of one user's requests none is held back. */
const AS_IN_PRODUCTION = {
  ...{ NODE_ENV: 'production', LOG_LEVEL: 'info', BREACHED_PASSWORDS_FILE: 'none' },
  ...{ TOTP_KEY: randomBytes(48).toString('base64'), REMINDERS_CRON: '', SUMMARY_CRON: '' },
};

async function main(): Promise<void> {
  const pinned = keepToOurCore();
  const own = await startOwnInstance(AS_IN_PRODUCTION, { logToFile: true });
  try {
    giveTheirCore(own.pid);
    await wait(IDLE_MS);
    const idle = residentMegabytes(own.pid);
    const product = { name: 'product', base: `${own.url}/api/v1`, pid: own.pid };
    const readers = await foundAndSignIn(own, product.base);
    const floor = await startFloor(own);
    try {
      giveTheirCore(floor.pid);
      console.log(
        `${cpus()[0]?.model.trim()} × ${cpus().length}, Node ${process.version}, ${CLIENTS} clients, ${ROUNDS} rounds of ${SECONDS} s, ${pinned ? 'server on one core, database and load on another' : 'not pinned'}, load ${loadavg()[0]?.toFixed(1)}`,
      );
      await compare([floor, product], readers, own);
    } finally {
      floor.stop();
    }
    reportLimit('G9', 'cold start', own.startCpu, 1.5, 's');
    reportLimit('G9', 'resident when idle', idle, 130, 'MB');
    reportLimit('G9', 'resident after the load', residentMegabytes(own.pid), 250, 'MB');
    console.log(`load at the end ${loadavg()[0]?.toFixed(1)}`);
  } finally {
    await own.stop();
  }
}

async function foundAndSignIn({ database, jwtSecret }: OwnInstance, base: string): Promise<Reader[]> {
  const env = { NODE_ENV: 'test', DATABASE_URL: database.url, JWT_SECRET: jwtSecret };
  const prisma = new PrismaService(readConfig(env));
  try {
    await foundCompany(prisma.pool, await createPeople(prisma), CLIENTS);
    return await signInAgents(prisma.pool, base);
  } finally {
    await prisma.onApplicationShutdown();
  }
}

async function compare(
  contestants: readonly [Contestant, Contestant],
  readers: readonly Reader[],
  own: OwnInstance,
): Promise<void> {
  await assertSameAnswers(contestants, readers);
  const [floor, product] = await contest(contestants, readers, own, { rounds: ROUNDS, seconds: SECONDS });
  reportContest(floor, product);
  const rate = Math.round(typical(product.list).rate * SHARE);
  const steady = { kind: 'list', seconds: 4 * SECONDS, rate } as const;
  const machine = await load(contestants[0], readers, own, steady);
  const { p99 } = await load(contestants[1], readers, own, steady);
  console.log(
    `p99 of the floor's list at ${rate} requests a second, what the machine does: ${machine.p99} ms`,
  );
  reportLimit('G4', `p99 of the list at ${rate} requests a second`, p99, 50, 'ms');
}

await main();

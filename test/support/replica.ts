import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { SERVER } from '../../scripts/support/project.mjs';

/** Seals the second factors of a story; production asks for one. */
export const STORY_TOTP_KEY = 'only for stories: the key that seals seeds';

/** The application in a process of its own, so that a story can kill it or read all that it says. */
export interface Replica {
  url: string;
  pid: number;
  /** Everything it has written so far, the log and the rest. */
  said: () => string;
  /** Its exit code, once it has ended; null: a signal ended it. */
  ended: Promise<number | null>;
  /** In order, as at a deployment; all that it had to say has been said. */
  stop: () => Promise<void>;
  /** `kill -9`. */
  kill: () => Promise<void>;
}

/**
 * Starts another replica on a story's database; it accepts the story's tokens.
 * @param env settings that differ from the usual ones
 */
export async function startReplica(
  databaseUrl: string,
  jwtSecret: string,
  env: Record<string, string> = {},
): Promise<Replica> {
  const host = env['HOST'] ?? '127.0.0.1';
  const port = env['PORT'] ?? String(await freePort());
  const child = spawn(process.execPath, [SERVER], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'test',
      HOST: host,
      PORT: port,
      DATABASE_URL: databaseUrl,
      JWT_SECRET: jwtSecret,
      TOTP_KEY: STORY_TOTP_KEY,
      BREACHED_PASSWORDS_FILE: 'none',
      LOG_LEVEL: 'silent',
      KPI_REFRESH_CRON: '',
      HOUSEKEEPING_CRON: '',
      WEBHOOK_CRON: '',
      REMINDERS_CRON: '',
      SUMMARY_CRON: '',
      ...env,
    },
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const said = () => Buffer.concat(chunks).toString('utf8');
  const url = `http://${host}:${port}`;
  const ended = once(child, 'close').then(([code]) => code as number | null);
  await untilReady(url, child, said);
  const end = (signal: NodeJS.Signals) => async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await ended;
  };
  return { url, pid: Number(child.pid), said, ended, stop: end('SIGTERM'), kill: end('SIGKILL') };
}

async function untilReady(url: string, child: ChildProcess, said: () => string): Promise<void> {
  for (let tries = 0; tries < 900; tries += 1) {
    if (child.exitCode !== null) throw new Error(`the replica ended with ${child.exitCode}: ${said()}`);
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await wait(100);
  }
  child.kill('SIGKILL');
  throw new Error(`the replica never became ready: ${said()}`);
}

export async function freePort(host = '127.0.0.1'): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

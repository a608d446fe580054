import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { tryPort } from '../../scripts/support/ports.mjs';
import { inProject } from '../../scripts/support/project.mjs';
import type { OwnInstance } from '../support/own-instance.mjs';

/** A server of the contest. */
export interface Contestant {
  readonly name: string;
  /** Below which its `clients` lie. */
  readonly base: string;
  readonly pid: number;
}

const PATIENCE = 10_000;
/** Room for young objects, as the image gives it. */
const YOUNG = ['--min-semi-space-size=16', '--max-semi-space-size=16'];

/** The bare floor in a process of its own, on the database and the key of the product. */
export async function startFloor({
  database,
  jwtSecret,
}: OwnInstance): Promise<Contestant & { stop: () => void }> {
  const port = await tryPort(0);
  const child = spawn(process.execPath, ['--no-warnings', ...YOUNG, inProject('bench/floor/server.ts')], {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: database.url,
      JWT_SECRET: jwtSecret,
      PORT: String(port),
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const base = `http://127.0.0.1:${port}`;
  const until = performance.now() + PATIENCE;
  // 500: it is there, and takes nobody without a token.
  while ((await fetch(`${base}/clients?limit=1`).catch(() => undefined))?.status !== 500) {
    if (child.exitCode !== null || performance.now() > until) throw new Error('the floor did not start');
    await wait(50);
  }
  if (child.pid === undefined) throw new Error('the floor has no process');
  return { name: 'floor', base, pid: child.pid, stop: () => void child.kill() };
}

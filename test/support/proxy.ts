import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inProject } from '../../scripts/support/project.mjs';
import { freePort } from './replica.ts';

const PATH = `${process.env['PATH'] ?? ''}:/usr/sbin`;

export interface Proxy {
  url: string;
  /** How many requests it sent to a second replica. */
  retried: () => number;
  /** Its log so far. */
  said: () => string;
  stop: () => Promise<void>;
}

/** The nginx of Debian's package `nginx`, or any other. */
export function nginxIsThere(): boolean {
  try {
    execFileSync('nginx', ['-v'], { env: { PATH }, stdio: 'ignore' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** The proxy that ships in ops/proxy, as the container starts it; only the addresses are others. */
export async function startProxy(resolver: string, apiPort: number): Promise<Proxy> {
  const folder = await mkdtemp(join(tmpdir(), 'nexus-proxy-'));
  // nginx gives root's rights away and still has to write here.
  await chmod(folder, 0o755);
  const listen = `127.0.0.1:${String(await freePort())}`;
  const log = join(folder, 'log');
  const output = openSync(log, 'a');
  const child = spawn('sh', [inProject('ops/proxy/start.sh')], {
    env: {
      PATH,
      PROXY_DIR: join(folder, 'nginx'),
      RESOLVER: resolver,
      PROXY_LISTEN: listen,
      API_PORT: String(apiPort),
    },
    stdio: ['ignore', output, output],
  });
  const ended = once(child, 'close');
  const url = `http://${listen}`;
  for (let tries = 0; (await fetch(`${url}/health/live`).catch(() => undefined))?.ok !== true; tries += 1) {
    if (child.exitCode !== null || tries > 100)
      throw new Error(`nginx does not serve: ${readFileSync(log, 'utf8')}`);
    await wait(100);
  }
  const said = () => readFileSync(log, 'utf8');
  return {
    url,
    said,
    retried: () =>
      said()
        .split('\n')
        .filter((line) => /"statuses":"[^"]*, /.test(line)).length,
    stop: async () => {
      child.kill('SIGQUIT');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

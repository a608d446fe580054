import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

/** `sleep` writes down how long it was to wait, and has the service stopped. */
const SLEEP = `#!/bin/sh
echo "$1" > "$WAITED"
kill -TERM "$PPID"
`;

describe('the service of daily backups', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'nexus-backup-'));
    writeFileSync(join(folder, 'sleep'), SLEEP, { mode: 0o755 });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(['00:00', '02:30', '23:59'])('waits until %s of this day or the next, and stops in order', (at) => {
    const waited = join(folder, 'waited');
    const before = Date.now();
    const { status, stderr } = spawnSync('sh', ['ops/backup/backup.sh', 'daily'], {
      encoding: 'utf8',
      env: {
        ...{ PATH: `${folder}:${process.env['PATH'] ?? ''}`, WAITED: waited },
        ...{ PGDATABASE: 'nexus', BACKUP_DIR: folder, BACKUP_AT: at },
      },
    });
    expect([status, stderr]).toEqual([0, '']);
    const seconds = Number(readFileSync(waited, 'utf8'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(86_400);
    const [hours = 0, minutes = 0] = at.split(':').map(Number);
    const due = (before / 1000 + seconds) % 86_400;
    expect(
      Math.min(...[0, 86_400].map((day) => Math.abs(due - day - (hours * 60 + minutes) * 60))),
    ).toBeLessThan(5);
  });
});

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

/** What start.sh calls, in the place of PostgreSQL's own tools. A copy that breaks off has begun to look like a database. */
const TOOLS = {
  id: 'echo 1000',
  pg_isready: 'exit 0',
  psql: 'cat > /dev/null',
  pg_basebackup: `while [ "$1" != -D ]; do shift; done
mkdir "$2" && echo 18 > "$2/PG_VERSION"; [ -z "$BREAKS" ] || exit 1; echo whole > "$2/base"`,
  postgres: `cat "$2/base" > "$SERVED"`,
};

describe('the replica’s first copy', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'nexus-replica-'));
    for (const [tool, does] of Object.entries(TOOLS))
      writeFileSync(join(folder, tool), `#!/bin/sh\n${does}\n`, { mode: 0o755 });
    mkdirSync(join(folder, '18'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const start = (breaks: string) =>
    spawnSync('sh', ['ops/replica/start.sh'], {
      encoding: 'utf8',
      env: {
        ...{ PATH: `${folder}:${process.env['PATH'] ?? ''}`, PGDATA: join(folder, '18', 'docker') },
        ...{ REPLICATION_PASSWORD: 'x', BREAKS: breaks, SERVED: join(folder, 'served') },
      },
    });

  it('is begun anew when it was broken off, and made once', () => {
    expect(start('yes')).toMatchObject({ status: 1 });
    expect(start('yes')).toMatchObject({ status: 1 });
    expect(start('')).toMatchObject({ status: 0, stdout: expect.stringContaining('replica: copied') });
    expect(readFileSync(join(folder, 'served'), 'utf8')).toBe('whole\n');
    expect(start('yes')).toMatchObject({ status: 0, stdout: '' });
  });
});

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { Problem } from '../support/problem.mjs';

/**
 * Where a pg_dump, pg_restore and psql lie that can speak to a server of this version: a folder of PG_BIN, else of PATH.
 * npm brings the server alone; Debian's package is postgresql-client-18, the image postgres:18 has them.
 * @param {number} major of the server; an older pg_dump refuses it
 * @returns {Promise<string>} the folder
 * @throws {Problem} when there are none, with what was found
 */
export async function clientTools(major) {
  const folders = `${process.env.PG_BIN ?? ''}${delimiter}${process.env.PATH ?? ''}`.split(delimiter);
  const found = [];
  for (const folder of new Set(folders.filter((name) => existsSync(join(name, 'pg_dump'))))) {
    const { stdout } = await promisify(execFile)(join(folder, 'pg_dump'), ['--version']);
    const version = /\d+/.exec(stdout)?.[0];
    if (Number(version) >= major) return folder;
    found.push(`${folder} has ${version}`);
  }
  throw new Problem(
    `pg_dump, pg_restore and psql of PostgreSQL ${major} or newer are needed (${found.join(', ') || 'none in PATH'}): install the client tools of PostgreSQL ${major}, or name their folder in PG_BIN`,
  );
}

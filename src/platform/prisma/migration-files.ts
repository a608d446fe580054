import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MigrationRefused, type MigrationFile } from './migration-history.js';

/**
 * Every migration below `directory`, in the order of application (by name, so by time). Files beside the folders are no
 * migrations, as for `prisma migrate deploy`.
 */
export async function readMigrations(directory: string): Promise<MigrationFile[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.sort().map((name) => readMigration(directory, name)));
}

async function readMigration(directory: string, name: string): Promise<MigrationFile> {
  try {
    const text = await readFile(join(directory, name, 'migration.sql'), 'utf8');
    // A checkout on Windows may have changed the line ends; that is no edit.
    const sql = text.replaceAll('\r\n', '\n');
    return { name, sql, checksums: [sha256(sql), sha256(sql.replaceAll('\n', '\r\n'))] };
  } catch (error) {
    throw new MigrationRefused(`Migration ${name} has no readable migration.sql in ${directory}`, {
      cause: error,
    });
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

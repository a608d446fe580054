/** A reviewed migration on disk: `<yyyymmddhhmmss>_<name>/migration.sql`. */
export interface MigrationFile {
  name: string;
  sql: string;
  /** SHA-256 of its text in hex: ours, then how Prisma would have counted it on a machine with Windows line ends. */
  checksums: readonly [string, string];
}

/** A row of `_prisma_migrations`, as far as history is judged by it. */
export interface MigrationRecord {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
  rolled_back_at: Date | null;
}

/** The history forbids going on; the message says what a person has to do. The database was left as it was. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused';
}

/**
 * Which files are still to be applied, in order.
 * @throws {MigrationRefused} when the database's history isn't a part of the one on disk
 */
export function pendingMigrations(files: MigrationFile[], records: MigrationRecord[]): MigrationFile[] {
  const known = new Map(files.map((file) => [file.name, file]));
  const standing = records.filter((record) => record.rolled_back_at === null);
  for (const record of standing) refuseBroken(record, known.get(record.migration_name));
  const applied = new Set(standing.map((record) => record.migration_name));
  return files.filter((file) => !applied.has(file.name));
}

function refuseBroken(record: MigrationRecord, file: MigrationFile | undefined): void {
  const name = record.migration_name;
  if (file === undefined) {
    throw new MigrationRefused(
      `The database already has migration ${name}, which this version does not know: a newer version has been here. ` +
        'Run that version, or a later one.',
    );
  }
  if (record.finished_at === null) {
    throw new MigrationRefused(
      `Migration ${name} was started by another tool and never finished. Undo by hand what it left, then say so: ` +
        `UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = '${name}' AND finished_at IS NULL`,
    );
  }
  if (!file.checksums.includes(record.checksum)) {
    throw new MigrationRefused(
      `Migration ${name} was edited after it had been applied. Restore its file (git checkout -- prisma/migrations/${name}) ` +
        'and write the change as a new migration.',
    );
  }
}

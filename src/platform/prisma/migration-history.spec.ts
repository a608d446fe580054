import { describe, expect, it } from '@jest/globals';
import {
  MigrationRefused,
  pendingMigrations,
  type MigrationFile,
  type MigrationRecord,
} from './migration-history.js';

const file = (name: string, checksum = `sum of ${name}`): MigrationFile => ({
  name,
  sql: 'SELECT 1',
  checksums: [checksum, `${checksum} on Windows`],
});
const applied = (name: string, rest: Partial<MigrationRecord> = {}): MigrationRecord => ({
  migration_name: name,
  checksum: `sum of ${name}`,
  finished_at: new Date(0),
  rolled_back_at: null,
  ...rest,
});

describe('the history of migrations', () => {
  it('an empty database lacks every migration, in order', () => {
    expect(pendingMigrations([file('1_a'), file('2_b')], []).map(({ name }) => name)).toEqual(['1_a', '2_b']);
  });

  it('what was applied is not applied again; what a merge brought in late still is', () => {
    const files = [file('1_a'), file('2_b'), file('3_c')];
    expect(pendingMigrations(files, [applied('1_a'), applied('3_c')])).toEqual([file('2_b')]);
  });

  it('a migration that was rolled back is due again', () => {
    const records = [applied('1_a', { finished_at: null, rolled_back_at: new Date(1) })];
    expect(pendingMigrations([file('1_a')], records)).toEqual([file('1_a')]);
  });

  it('a record made on Windows is the same migration', () => {
    const records = [applied('1_a', { checksum: 'sum of 1_a on Windows' })];
    expect(pendingMigrations([file('1_a')], records)).toEqual([]);
  });

  it.each([
    ['an edited file', [file('1_a', 'other')], [applied('1_a')], /1_a was edited/],
    [
      'a newer database',
      [file('1_a')],
      [applied('1_a'), applied('2_b')],
      /2_b, which this version does not know/,
    ],
    [
      'a failed migration',
      [file('1_a')],
      [applied('1_a', { finished_at: null })],
      /1_a was started .* never finished/,
    ],
  ])('%s is refused, and the message names the migration', (_case, files, records, message) => {
    expect(() => pendingMigrations(files, records)).toThrow(MigrationRefused);
    expect(() => pendingMigrations(files, records)).toThrow(message);
  });
});

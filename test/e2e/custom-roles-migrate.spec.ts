import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyMigrations } from '#app/platform/prisma/migration-runner.js';
import { createEmptyDatabase, type EmptyDatabase } from '../support/empty-database.ts';

const MIGRATIONS = 'prisma/migrations';

describe('a company that was there before roles of its own', () => {
  let database: EmptyDatabase;
  let directory: string;
  beforeAll(async () => {
    database = await createEmptyDatabase();
    directory = await mkdtemp(join(tmpdir(), 'nexus-roles-'));
  });
  afterAll(async () => {
    await database.drop();
    await rm(directory, { recursive: true });
  });

  const migrate = () => applyMigrations({ connectionString: database.url, directory, log: () => undefined });

  it('keeps what everybody holds, as the key of a role that can’t vanish', async () => {
    const names = (await readdir(MIGRATIONS)).filter((name) => /^\d{14}_/.test(name)).sort();
    const own = names.findIndex((name) => name.endsWith('_custom_roles'));
    expect(own).toBeGreaterThan(0);
    const bring = (some: string[]) =>
      Promise.all(some.map((name) => cp(join(MIGRATIONS, name), join(directory, name), { recursive: true })));
    await bring(names.slice(0, own));
    await migrate();
    await database.query(
      `INSERT INTO users (email, full_name, role) VALUES ('a@example.test', 'A', 'MANAGER'), ('b@example.test', 'B', DEFAULT)`,
    );
    await bring(names.slice(own));
    await migrate();
    expect(await database.query('SELECT email, role FROM users ORDER BY email')).toEqual([
      { email: 'a@example.test', role: 'MANAGER' },
      { email: 'b@example.test', role: 'AGENT' },
    ]);
    expect(await database.query('SELECT key FROM roles WHERE seeded ORDER BY key')).toEqual(
      ['ADMIN', 'AGENT', 'ANALYST', 'MANAGER'].map((key) => ({ key })),
    );
    await expect(database.query(`DELETE FROM roles WHERE key = 'MANAGER'`)).rejects.toThrow(
      /users_role_fkey/,
    );
    await expect(database.query(`UPDATE users SET role = 'NO_SUCH'`)).rejects.toThrow(/users_role_fkey/);
  });
});

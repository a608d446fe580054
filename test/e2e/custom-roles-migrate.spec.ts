import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseBefore, type OldDatabase } from '../support/old-database.ts';

describe('a company that was there before roles of its own', () => {
  let database: OldDatabase;
  beforeAll(async () => {
    database = await databaseBefore('custom_roles');
  });
  afterAll(() => database.end());

  it('keeps what everybody holds, as the key of a role that can’t vanish', async () => {
    await database.query(
      `INSERT INTO users (email, full_name, role) VALUES ('a@example.test', 'A', 'MANAGER'), ('b@example.test', 'B', DEFAULT)`,
    );
    await database.upgrade();
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

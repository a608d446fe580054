import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

export interface EmptyDatabase {
  url: string;
  /** One statement on a connection of its own; its rows. */
  query: (sql: string) => Promise<Record<string, unknown>[]>;
  drop: () => Promise<void>;
}

/** A database with nothing in it, on the PostgreSQL of this test run. */
export async function createEmptyDatabase(): Promise<EmptyDatabase> {
  const admin = process.env['TEST_PG_URL'] ?? '';
  const name = `nexus_empty_${randomBytes(6).toString('hex')}`;
  const url = new URL(admin);
  url.pathname = `/${name}`;
  await ask(admin, `CREATE DATABASE ${name} TEMPLATE template0`);
  return {
    url: url.href,
    query: (sql) => ask(url.href, sql),
    drop: async () => void (await ask(admin, `DROP DATABASE ${name} WITH (FORCE)`)),
  };
}

async function ask(connectionString: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

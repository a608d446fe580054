import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { TIME_LIMITS } from './time-limits.js';

export interface ApplicationRole {
  /** The database, as its owner. */
  connectionString: string;
  /** Name and password of the role that the API signs in with. */
  user: string;
  password: string;
}

/**
 * Makes the role of the API, or gives it its password and rights anew: it reads and writes rows, and nothing else.
 * Tables are made and dropped by their owner alone, who runs the migrations; the history of these is only read.
 */
export async function grantApplicationRole({
  connectionString,
  user,
  password,
}: ApplicationRole): Promise<void> {
  const role = escapeIdentifier(user);
  const client = new Client({ connectionString, application_name: 'nexus-migrate' });
  await client.connect();
  try {
    const { rows } = await client.query<{ database: string; schema: string; known: boolean }>(
      `SELECT current_database() AS database, current_schema() AS schema,
         EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS known`,
      [user],
    );
    const [found] = rows;
    if (!found) throw new Error('PostgreSQL did not say where it is');
    const schema = escapeIdentifier(found.schema);
    await client.query('BEGIN');
    for (const statement of [
      `${found.known ? 'ALTER' : 'CREATE'} ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION
         PASSWORD ${escapeLiteral(password)}`,
      `REVOKE CREATE ON SCHEMA ${schema} FROM PUBLIC, ${role}`,
      `REVOKE CONNECT ON DATABASE ${escapeIdentifier(found.database)} FROM PUBLIC`,
      // The KPI refresh works on temporary tables.
      `GRANT CONNECT, TEMPORARY ON DATABASE ${escapeIdentifier(found.database)} TO ${role}`,
      `GRANT USAGE ON SCHEMA ${schema} TO ${role}`,
      `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${role}`,
      `GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${role}`,
      `REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM ${role}`,
      // A pooler in between does not pass on the limits that a connection asks for.
      ...Object.entries(TIME_LIMITS).map(
        ([limit, milliseconds]) =>
          `ALTER ROLE ${role} IN DATABASE ${escapeIdentifier(found.database)} SET ${limit} = ${milliseconds}`,
      ),
    ])
      await client.query(statement);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

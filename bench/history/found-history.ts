import { hash } from '@node-rs/argon2';
import type pg from 'pg';
import { CLIENTS, DEALS, PEOPLE, PIPELINES, STAYS, VISITS } from './statements.ts';
import { verifyHistory } from './verify-history.ts';

export interface Sizes {
  clients: number;
  deals: number;
  visits: number;
}

export const PASSWORD = 'corretto cavallo batteria 42';
export const ADMIN = 'admin@bench.test';
export const MANAGER = 'responsabile1@bench.test';
export const AGENT = 'agente1@bench.test';

const TABLES = ['clients', 'opportunities', 'opportunity_stage_entries', 'visits', 'client_spans'];

/**
 * Three years of 200 agents in 20 teams. What is drawn for a row follows from its number alone, so that every run makes the
 * same history; what triggers keep otherwise is written as they would, and looked over afterwards.
 */
export async function foundHistory(session: pg.Client, sizes: Sizes): Promise<void> {
  await session.query(
    `SET statement_timeout = 0; SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'; SET synchronous_commit = off`,
  );
  if ((await session.query(`SELECT FROM clients LIMIT 1`)).rowCount)
    throw new Error('the database is not empty');
  const passwordHash = await hash(PASSWORD, { algorithm: 2, memoryCost: 1024, timeCost: 1, parallelism: 1 });
  await step('people and pipelines', async () => {
    await session.query(PEOPLE, [passwordHash]);
    for (const statement of PIPELINES) await session.query(statement);
  });
  const indexes = await withoutIndexes(session);
  await session.query(`SET session_replication_role = replica`);
  await step(`${sizes.visits} visits`, () => run(session, VISITS, [sizes.visits, sizes.clients]));
  await step(`${sizes.clients} clients`, () => run(session, CLIENTS, [sizes.clients]));
  await step(`${sizes.deals} deals`, () => run(session, DEALS, [sizes.deals, sizes.clients]));
  await step('their stays', () => run(session, STAYS, []));
  await session.query(`SET session_replication_role = origin`);
  await step('indexes', async () => {
    for (const definition of indexes) await session.query(definition);
  });
  await step('statistics', async () => {
    for (const table of TABLES) await session.query(`VACUUM (FREEZE, ANALYZE) "${table}"`);
  });
  await step('look over', () => verifyHistory(session));
}

/** Several statements; the numbers are bound to those that take them. */
async function run(
  session: pg.Client,
  statements: readonly string[],
  numbers: readonly number[],
): Promise<void> {
  for (const statement of statements)
    await session.query(statement, numbers.slice(0, new Set(statement.match(/\$\d/g)).size));
}

async function step(what: string, work: () => Promise<void>): Promise<void> {
  const from = performance.now();
  await work();
  console.log(`${((performance.now() - from) / 1000).toFixed(1).padStart(7)} s  ${what}`);
}

/** Rows are quicker to bring in while no index has to be kept. @returns what makes them again */
async function withoutIndexes(session: pg.Client): Promise<string[]> {
  const { rows } = await session.query<{ name: string; definition: string }>(
    `SELECT x.relname AS name, pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
     WHERE i.indrelid = ANY($1::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
    [TABLES],
  );
  for (const { name } of rows) await session.query(`DROP INDEX "${name}"`);
  return rows.map(({ definition }) => definition);
}

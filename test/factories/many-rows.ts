import { Prisma } from '#app/platform/prisma/generated/client.js';
import type { Story } from '../support/story.ts';

/** Whose they are, in turn. */
const ofOwners = (ids: readonly string[]): Prisma.Sql =>
  Prisma.sql`(${[...ids]}::uuid[])[1 + i % ${ids.length}]`;

/**
 * Many clients in one statement: their names, ages and last changes lie in no order to each other; every tenth is
 * deleted, and so are all of one long stretch.
 */
export async function manyClients(
  { prisma }: Story,
  count: number,
  owners: readonly string[],
): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO clients (name, city, adm_expires_on, owner_id, created_at, updated_at, deleted_at)
    SELECT 'Svapo ' || md5(i::text), 'Milano', CASE WHEN i % 3 = 0 THEN '2026-01-01'::date + i % 700 END, ${ofOwners(owners)}, '2024-01-01'::timestamptz + i * interval '1 minute',
           '2025-01-01'::timestamptz + (i * 7919 % ${count}) * interval '1 second',
           CASE WHEN i % 10 = 3 OR i BETWEEN ${count} / 2 AND ${count} / 2 + 3000 THEN now() END
    FROM generate_series(1, ${count}::int) i`;
  await settled(prisma, Prisma.sql`clients`);
}

/** The same for deals; many share an amount or a date, many have no date at all. */
export async function manyDeals(
  { prisma }: Story,
  count: number,
  owners: readonly string[],
  { pipelineId, stageId }: { pipelineId: string; stageId: string },
): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO opportunities (title, pipeline_id, stage_id, probability, owner_id, amount, expected_close_date,
                               created_at, updated_at, deleted_at)
    SELECT 'Fornitura ' || i, ${pipelineId}::uuid, ${stageId}::uuid, 10, ${ofOwners(owners)},
           CASE WHEN i % 3 = 0 THEN 0 ELSE i * 7919 % 1000 END,
           CASE WHEN i % 4 > 0 THEN '2026-01-01'::date + i * 31 % 90 END, '2024-01-01'::timestamptz + i * interval '1 minute',
           '2025-01-01'::timestamptz + (i * 7919 % ${count}) * interval '1 second', CASE WHEN i % 10 = 3 THEN now() END
    FROM generate_series(1, ${count}::int) i`;
  await settled(prisma, Prisma.sql`opportunities`);
}

/** As autovacuum leaves a table that rests. */
async function settled(prisma: Story['prisma'], table: Prisma.Sql): Promise<void> {
  await prisma.$executeRaw`VACUUM (ANALYZE) ${table}`;
}

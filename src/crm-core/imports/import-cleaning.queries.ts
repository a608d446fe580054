import type { Tx } from '../../platform/prisma/prisma.service.js';

/** Imports with their rows that were never committed, could not be, or were taken back, so many days ago. */
export async function deleteUnwrittenImports(tx: Tx, now: Date, days: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM imports
    WHERE status IN ('READY', 'FAILED', 'REVERTED')
      AND greatest(created_at, committed_at, reverted_at) < ${now}::timestamptz - make_interval(days => ${days}::int)`;
}

/** Rows of older committed imports that stayed out: the import keeps their number. */
export async function forgetRefusedRows(tx: Tx, now: Date, days: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM import_rows r USING imports i
    WHERE i.id = r.import_id AND i.status = 'COMMITTED' AND r.entity_id IS NULL
      AND i.committed_at < ${now}::timestamptz - make_interval(days => ${days}::int)`;
}

/** Files that nobody has committed so many hours after they came: they can't be checked again. */
export async function forgetFiles(tx: Tx, now: Date, hours: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM import_chunks k USING imports i
    WHERE i.id = k.import_id AND i.status <> 'CHECKING'
      AND k.received_at < ${now}::timestamptz - make_interval(hours => ${hours}::int)`;
}

import type { Tx } from '../../platform/prisma/prisma.service.js';

/** One who sets targets at a time: what is told to have changed has changed from that. Setting them is rare, reading waits for nobody. */
export async function holdTargets(tx: Tx): Promise<void> {
  await tx.$executeRaw`LOCK TABLE sales_targets IN SHARE ROW EXCLUSIVE MODE`;
}

export interface TargetRow {
  ownerId: string;
  /** First day of the month. */
  month: string;
  amount: string;
}

export async function upsertTargets(tx: Tx, rows: readonly TargetRow[], byId: string): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO sales_targets (owner_id, month, amount, created_by_id, updated_by_id)
    SELECT r."ownerId", r.month, r.amount, ${byId}::uuid, ${byId}::uuid
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("ownerId" uuid, month date, amount numeric)
    ON CONFLICT (owner_id, month) DO UPDATE SET
      amount = excluded.amount, version = sales_targets.version + 1, updated_at = now(), updated_by_id = ${byId}::uuid`;
}

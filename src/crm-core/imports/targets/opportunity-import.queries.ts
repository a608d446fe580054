import { type AccessScope, withinSql } from '../../../platform/access/index.js';
import { type ClientLifecycle, Prisma } from '../../../platform/prisma/generated/client.js';
import type { PrismaService, Tx } from '../../../platform/prisma/prisma.service.js';
import type { OpportunityUpdate } from './opportunity-changes.js';
import type { StagedRow } from './import-target.js';
import type { NewDeal } from './new-deal.js';
import { keyValue, type KnownOpportunity, OPPORTUNITY_KEYS } from './opportunity-key.js';

/** Keeps the pipelines of a batch and their stages as they are; writers of deals don't wait for each other. */
export async function sharePipelines(tx: PrismaService | Tx, rows: readonly StagedRow[]): Promise<void> {
  await tx.$queryRaw`
    SELECT FROM sales_pipelines
    WHERE id = ANY(${valuesOf(rows, 'pipelineId')}::uuid[]) OR id IN (
      SELECT pipeline_id FROM opportunities
      WHERE external_id = ANY(${valuesOf(rows, 'externalId')}) OR id = ANY(${valuesOf(rows, 'id')}::uuid[]))
    ORDER BY id FOR SHARE`;
}

/** By {@link keyValue}: the living deals that these rows name, whoever owns them. */
export async function findOpportunities(
  tx: PrismaService | Tx,
  rows: readonly StagedRow[],
  scope: AccessScope,
  hold: boolean,
): Promise<Map<string, KnownOpportunity>> {
  const found = await tx.$queryRaw<{ id: string; editable: boolean }[]>`
    SELECT o.id, ${withinSql(scope, Prisma.sql`o.owner_id`)} AS editable FROM opportunities o
    WHERE o.deleted_at IS NULL
      AND (o.external_id = ANY(${valuesOf(rows, 'externalId')}) OR o.id = ANY(${valuesOf(rows, 'id')}::uuid[]))
    ORDER BY o.id ${hold ? Prisma.sql`FOR UPDATE OF o` : Prisma.empty}`;
  const editable = new Map(found.map((row) => [row.id, row.editable]));
  const deals =
    found.length === 0 ? [] : await tx.opportunity.findMany({ where: { id: { in: [...editable.keys()] } } });
  return new Map(
    deals.flatMap((deal) => {
      const known = { deal, editable: editable.get(deal.id) ?? false };
      return OPPORTUNITY_KEYS.filter((field) => deal[field] !== null).map(
        (field) => [keyValue(field, deal[field]), known] as const,
      );
    }),
  );
}

function valuesOf(rows: readonly StagedRow[], field: string): string[] {
  const values = rows.map(({ data }) => data.fields[field]).filter((value) => typeof value === 'string');
  return [...new Set(values)];
}

/** Writes new deals with their whole history, under the ids that their rows were given. */
export async function createOpportunities(
  tx: Tx,
  creates: readonly StagedRow[],
  ids: ReadonlyMap<number, string>,
  byId: string,
  at: Date,
): Promise<void> {
  if (creates.length === 0) return;
  const deals = creates.map(({ row, data }) => ({ ...(data as NewDeal), id: ids.get(row) }));
  const records = JSON.stringify(deals.map(({ id, fields }) => ({ ...fields, id })));
  await tx.$executeRaw`
    INSERT INTO opportunities (id, title, external_id, client_id, pipeline_id, stage_id, amount, probability, probability_overridden,
      expected_close_date, status, closed_at, lost_reason, lost_note, competitor, won_reason, won_note, source, custom, owner_id, created_at, created_by_id, updated_at, updated_by_id)
    SELECT d.id, d.title, d."externalId", d."clientId", d."pipelineId", d."stageId", d.amount, d.probability, d."probabilityOverridden",
      d."expectedCloseDate", d.status::"StageKind", d."closedAt", d."lostReason", d."lostNote", d.competitor, d."wonReason", d."wonNote", d.source, coalesce(d.custom, '{}'), d."ownerId",
      d."createdAt", ${byId}::uuid, ${at}, ${byId}::uuid
    FROM jsonb_to_recordset(${records}::jsonb) AS d(
      id uuid, title text, "externalId" text, "clientId" uuid, "pipelineId" uuid, "stageId" uuid, amount numeric(14, 2), probability int,
      "probabilityOverridden" boolean, "expectedCloseDate" date, status text, "closedAt" timestamptz, "lostReason" text, "lostNote" text,
      competitor text, "wonReason" text, "wonNote" text, source text, custom jsonb, "ownerId" uuid, "createdAt" timestamptz)`;
  const stays = JSON.stringify(deals.flatMap(({ id, stays: all }) => all.map((stay) => ({ ...stay, id }))));
  await tx.$executeRaw`
    INSERT INTO opportunity_stage_entries (opportunity_id, sequence, from_stage_id, stage_id, entered_at, left_at, by_id, owner_id, amount, probability)
    SELECT s.id, s.sequence, s."fromStageId", s."stageId", s."enteredAt", s."leftAt", ${byId}::uuid, s."ownerId", s.amount, s.probability
    FROM jsonb_to_recordset(${stays}::jsonb) AS s(
      id uuid, sequence int, "fromStageId" uuid, "stageId" uuid, "enteredAt" timestamptz, "leftAt" timestamptz, "ownerId" uuid,
      amount numeric(14, 2), probability int)`;
}

/** Writes changed deals, which this transaction holds; a move ends the present stay and begins the next. */
export async function updateOpportunities(
  tx: Tx,
  updates: readonly Pick<OpportunityUpdate, 'id' | 'after' | 'moves'>[],
  byId: string,
  at: Date,
): Promise<void> {
  if (updates.length === 0) return;
  const records = JSON.stringify(updates.map(({ after }) => after));
  await tx.$executeRaw`
    UPDATE opportunities o SET title = d.title, external_id = d."externalId", client_id = d."clientId", stage_id = d."stageId", amount = d.amount,
      probability = d.probability, probability_overridden = d."probabilityOverridden", expected_close_date = d."expectedCloseDate",
      status = d.status::"StageKind", closed_at = d."closedAt", lost_reason = d."lostReason", lost_note = d."lostNote",
      competitor = d.competitor, won_reason = d."wonReason", won_note = d."wonNote",
      source = d.source, custom = d.custom, owner_id = d."ownerId", version = o.version + 1, updated_at = ${at}, updated_by_id = ${byId}::uuid
    FROM jsonb_to_recordset(${records}::jsonb) AS d(
      id uuid, title text, "externalId" text, "clientId" uuid, "stageId" uuid, amount numeric(14, 2), probability int,
      "probabilityOverridden" boolean, "expectedCloseDate" date, status text, "closedAt" timestamptz, "lostReason" text, "lostNote" text,
      competitor text, "wonReason" text, "wonNote" text, source text, custom jsonb, "ownerId" uuid)
    WHERE o.id = d.id`;
  const moved = updates.filter(({ moves }) => moves).map(({ id }) => id);
  if (moved.length === 0) return;
  await tx.$executeRaw`
    WITH ended AS (
      UPDATE opportunity_stage_entries e SET left_at = greatest(coalesce(o.closed_at, ${at}), e.entered_at)
      FROM opportunities o
      WHERE o.id = e.opportunity_id AND o.id = ANY(${moved}::uuid[]) AND e.left_at IS NULL
      RETURNING e.opportunity_id, e.sequence, e.stage_id, e.left_at)
    INSERT INTO opportunity_stage_entries (opportunity_id, sequence, from_stage_id, stage_id, entered_at, by_id, owner_id, amount, probability)
    SELECT o.id, x.sequence + 1, x.stage_id, o.stage_id, x.left_at, ${byId}::uuid, o.owner_id, o.amount, o.probability
    FROM ended x JOIN opportunities o ON o.id = x.opportunity_id`;
}

/** Whoever buys is a customer. @returns those who were not one before */
export function makeCustomers(
  tx: Tx,
  clientIds: readonly string[],
  byId: string,
  at: Date,
): Promise<{ id: string; ownerId: string; lifecycle: ClientLifecycle }[]> {
  return tx.$queryRaw`
    UPDATE clients c SET lifecycle = 'CUSTOMER', version = c.version + 1, updated_at = ${at}, updated_by_id = ${byId}::uuid
    FROM (SELECT id, lifecycle FROM clients
          WHERE id = ANY(${[...clientIds]}::uuid[]) AND lifecycle <> 'CUSTOMER' ORDER BY id FOR NO KEY UPDATE) before
    WHERE c.id = before.id
    RETURNING c.id, c.owner_id AS "ownerId", before.lifecycle`;
}

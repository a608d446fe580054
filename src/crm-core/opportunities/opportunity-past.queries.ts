import { Prisma } from '../../platform/prisma/generated/client.js';
import { startOfBusinessDate } from '../../platform/time/rome.js';
import type { EntryFate, OpportunityPastQuery } from './dto/opportunity-past.query.js';

type Past = Omit<OpportunityPastQuery, 'limit' | 'cursor' | 'sort' | 'count'>;

/**
 * Conditions on `opportunities o` by the stays of a deal. The first stay tells who owned it when it was created, the
 * present one of a closed deal who owned it when it was closed.
 */
export function pastConditions(filter: Past): Prisma.Sql[] {
  const { ownerAtCreation, teamAtCreation, ownerAtClosing, teamAtClosing, lostFromStageId } = filter;
  return [
    ...given(whose(ownerAtCreation, teamAtCreation), (owner) =>
      hadStay(Prisma.sql`e.sequence = 1 AND ${owner}`),
    ),
    ...given(
      whose(ownerAtClosing, teamAtClosing),
      (owner) => Prisma.sql`o.status <> 'OPEN' AND ${hadStay(Prisma.sql`e.left_at IS NULL AND ${owner}`)}`,
    ),
    ...given(
      lostFromStageId && Prisma.sql`e.from_stage_id = ${lostFromStageId}::uuid`,
      (from) => Prisma.sql`o.status = 'LOST' AND ${hadStay(Prisma.sql`e.left_at IS NULL AND ${from}`)}`,
    ),
    ...entryConditions(filter),
  ];
}

function entryConditions({
  enteredStageId,
  enteredFrom,
  enteredTo,
  ownerAtEntry,
  teamAtEntry,
  enteredFate,
}: Past): Prisma.Sql[] {
  const entered = [
    enteredStageId && Prisma.sql`e.stage_id = ${enteredStageId}::uuid`,
    enteredFrom && Prisma.sql`e.entered_at >= ${startOfBusinessDate(enteredFrom).toISOString()}::timestamptz`,
    enteredTo && Prisma.sql`e.entered_at < ${startOfBusinessDate(enteredTo).toISOString()}::timestamptz`,
  ].filter((condition) => typeof condition === 'object');
  const owner = whose(ownerAtEntry, teamAtEntry);
  if (entered.length === 0 && !owner && !enteredFate) return [];
  const within = Prisma.join([Prisma.sql`TRUE`, ...entered], ' AND ');
  const found = Prisma.join([within, ...given(owner, (sql) => sql)], ' AND ');
  if (enteredFate === 'WAITING')
    return [Prisma.sql`o.status = 'OPEN' AND ${hadStay(Prisma.sql`e.left_at IS NULL AND ${found}`)}`];
  // Asked first, since an index finds these entries; which of them is a deal's first is looked up for the few.
  const candidates = hadStay(found);
  if (!owner && !enteredFate) return [candidates];
  return [
    candidates,
    Prisma.sql`EXISTS (
      SELECT FROM (
        SELECT e.sequence, e.owner_id, s.pipeline_id, s.position, s.kind
        FROM opportunity_stage_entries e JOIN pipeline_stages s ON s.id = e.stage_id
        WHERE e.opportunity_id = o.id AND ${within} ORDER BY e.entered_at, e.sequence LIMIT 1
      ) e WHERE ${owner ?? Prisma.sql`TRUE`} AND ${enteredFate ? FATES[enteredFate] : Prisma.sql`TRUE`})`,
  ];
}

/** Of the entry `e`. */
const WENT_ON = Prisma.sql`EXISTS (
  SELECT FROM opportunity_stage_entries later JOIN pipeline_stages s ON s.id = later.stage_id
  WHERE later.opportunity_id = o.id AND later.sequence > e.sequence
    AND (s.kind = 'WON' OR s.kind = 'OPEN' AND s.pipeline_id = e.pipeline_id AND s.position > e.position))`;

const FATES: Readonly<Record<Exclude<EntryFate, 'WAITING'>, Prisma.Sql>> = {
  ADVANCED: Prisma.sql`e.kind = 'OPEN' AND ${WENT_ON}`,
  DROPPED: Prisma.sql`e.kind = 'OPEN' AND o.status = 'LOST' AND NOT ${WENT_ON}`,
  REMAINING: Prisma.sql`e.kind = 'OPEN' AND o.status <> 'LOST' AND NOT ${WENT_ON}`,
};

function hadStay(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`o.id IN (SELECT e.opportunity_id FROM opportunity_stage_entries e WHERE ${condition})`;
}

/** Who owned it at the stay `e`: this user, and somebody who is in this team now. */
function whose(ownerId: string | undefined, teamId: string | undefined): Prisma.Sql | undefined {
  const conditions = [
    ownerId && Prisma.sql`e.owner_id = ${ownerId}::uuid`,
    teamId && Prisma.sql`e.owner_id IN (SELECT id FROM users WHERE team_id = ${teamId}::uuid)`,
  ].filter((condition) => typeof condition === 'object');
  return conditions.length === 0 ? undefined : Prisma.join(conditions, ' AND ');
}

function given(
  condition: Prisma.Sql | string | undefined,
  make: (condition: Prisma.Sql) => Prisma.Sql,
): Prisma.Sql[] {
  return typeof condition === 'object' ? [make(condition)] : [];
}

import { ownerFilter, type Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { DashboardFilterDto } from './dto/dashboard-filter.dto.js';

/**
 * A dashboard names nobody whose figures its maker may not read; an id outside of the scope is answered like one that
 * does not exist.
 * @throws DomainError OWNER_UNKNOWN, TEAM_UNKNOWN, PIPELINE_UNKNOWN (400), FORBIDDEN (403) to who may read no figures
 */
export async function assertReached(
  tx: Tx,
  actor: Principal,
  { ownerId, teamId, pipelineId }: DashboardFilterDto,
): Promise<void> {
  if (ownerId !== undefined) {
    const where = { AND: [{ id: ownerId }, ownerFilter(actor.scope('analytics:read')) ?? {}] };
    if (!(await tx.user.findFirst({ where, select: { id: true } })))
      throw unknown('/filter/ownerId', 'OWNER_UNKNOWN', 'colleague');
  }
  if (teamId !== undefined) {
    const isReached = actor.scope('analytics:read').kind === 'all' || actor.teamId === teamId;
    if (!isReached || !(await tx.team.findUnique({ where: { id: teamId }, select: { id: true } })))
      throw unknown('/filter/teamId', 'TEAM_UNKNOWN', 'team');
  }
  if (
    pipelineId !== undefined &&
    !(await tx.salesPipeline.findUnique({ where: { id: pipelineId }, select: { id: true } }))
  )
    throw DomainError.field('/filter/pipelineId', 'PIPELINE_UNKNOWN', 'There is no such pipeline.');
}

function unknown(pointer: string, code: string, what: string): DomainError {
  return DomainError.field(pointer, code, `There is no such ${what} whose figures you could read.`);
}

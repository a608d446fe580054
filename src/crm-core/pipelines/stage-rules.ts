import { DomainError } from '../../platform/errors/index.js';
import type { PipelineStage } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { fixedProbability, missingKinds, type StageKind } from './domain/stage-kinds.js';

/** The probability that a stage gets when this one is wanted. @throws DomainError when the kind fixes another */
export function probabilityFor(
  kind: StageKind,
  wanted: number | undefined,
  pointer = '/probability',
): number | undefined {
  const fixed = fixedProbability(kind);
  if (fixed !== undefined && wanted !== undefined && wanted !== fixed) {
    throw DomainError.field(pointer, 'PROBABILITY_FIXED', `The probability of a ${kind} stage is ${fixed}.`);
  }
  return fixed ?? wanted;
}

/** @throws DomainError LAST_STAGE_OF_KIND (409) when these living stages would not make a pipeline */
export function assertAllKinds(living: readonly { kind: StageKind }[]): void {
  const missing = missingKinds(living);
  if (missing.length > 0) {
    throw new DomainError(
      'conflict',
      'LAST_STAGE_OF_KIND',
      `A pipeline needs a living stage of each kind; there would be none that is ${missing.join(' or ')}.`,
    );
  }
}

/** Names stay taken by retired stages, which histories still show. @throws DomainError STAGE_NAME_TAKEN (409) */
export function assertNameFree(
  stages: readonly PipelineStage[],
  name: string | undefined,
  ownId?: string,
): void {
  if (stages.some((stage) => stage.name === name && stage.id !== ownId)) {
    throw new DomainError(
      'conflict',
      'STAGE_NAME_TAKEN',
      'There is a stage of this name in the pipeline already.',
    );
  }
}

/** @throws DomainError STAGE_IN_USE (409) when a deal has ever been in the stage */
export async function assertNeverUsed(tx: Tx, stageId: string): Promise<void> {
  if (await tx.opportunityStageEntry.findFirst({ where: { stageId }, select: { id: true } })) {
    throw new DomainError(
      'conflict',
      'STAGE_IN_USE',
      'Opportunities have been in this stage: what it means to them can’t change any more.',
    );
  }
}

/** @throws DomainError STAGE_IN_USE (409) when open deals stand in the stage */
export async function assertNoOpenDeals(tx: Tx, stageId: string): Promise<void> {
  if (
    await tx.opportunity.findFirst({
      where: { stageId, status: 'OPEN', deletedAt: null },
      select: { id: true },
    })
  ) {
    throw new DomainError(
      'conflict',
      'STAGE_IN_USE',
      'Open opportunities stand in this stage: name in moveTo the stage that takes them.',
    );
  }
}

/** What a stage means for a deal in it; kept apart from its name. */
export type StageKind = 'OPEN' | 'WON' | 'LOST';

const KINDS: readonly StageKind[] = ['OPEN', 'WON', 'LOST'];

/** The kinds that a pipeline with these living stages lacks: deals must be able to stand, to be won and to be lost. */
export function missingKinds(stages: readonly { kind: StageKind }[]): StageKind[] {
  return KINDS.filter((kind) => !stages.some((stage) => stage.kind === kind));
}

/** The only probability that a closed stage can have, percent; undefined: an open stage chooses its own. */
export function fixedProbability(kind: StageKind): number | undefined {
  return { OPEN: undefined, WON: 100, LOST: 0 }[kind];
}

import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../platform/time/rome.js';
import type { FactFamily } from './facts/fact-family.js';
import { FACT_FAMILIES } from './facts/families.js';
import { createWorkTables, learnTouched } from './facts/replace-facts.queries.js';

/** A part of a full rebuild that can be committed alone: the facts of a family, then their sums. */
export interface RebuildStep {
  readonly name: string;
  /** @returns what the run tells of it */
  readonly run: (tx: Tx, today: BusinessDate) => Promise<Record<string, number>>;
}

export const REBUILD_STEPS: readonly RebuildStep[] = FACT_FAMILIES.flatMap((family) => [
  { name: `${family.name} facts`, run: (tx, today) => rebuildFacts(tx, family, today) },
  { name: `${family.name} sums`, run: (tx) => rebuildSums(tx, family) },
]);

async function rebuildFacts(
  tx: Tx,
  family: FactFamily,
  today: BusinessDate,
): Promise<Record<string, number>> {
  await createWorkTables(tx, family.facts);
  const touched = await family.touchEverything(tx);
  await learnTouched(tx, family.facts);
  await family.replaceFacts(tx, today, true);
  await family.learnSizes(tx);
  return { [family.name]: touched };
}

async function rebuildSums(tx: Tx, family: FactFamily): Promise<Record<string, number>> {
  await family.emptySums(tx);
  await family.moveSums(tx, true);
  return {};
}

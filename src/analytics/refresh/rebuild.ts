import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../platform/time/rome.js';
import type { FactFamily } from './facts/fact-family.js';
import { FACT_FAMILIES } from './facts/families.js';
import { buildFacts, createWorkTables, touch } from './facts/replace-facts.queries.js';

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
  for (const { facts } of family.facts) await tx.$executeRaw`DELETE FROM ${facts}`;
  const touched = await touch(tx, family.facts, family.living);
  for (const table of family.facts) await buildFacts(tx, table, today);
  // The planner still believes the tables to be what they were, often empty.
  for (const { facts } of family.facts) await tx.$executeRaw`ANALYZE ${facts}`;
  return { [family.name]: touched };
}

async function rebuildSums(tx: Tx, { sums }: FactFamily): Promise<Record<string, number>> {
  for (const kept of sums) await kept.empty(tx);
  for (const kept of sums) await kept.rebuild(tx);
  return {};
}

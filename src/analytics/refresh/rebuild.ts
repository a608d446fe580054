import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../platform/time/rome.js';
import type { FactFamily } from './facts/fact-family.js';
import { FACT_FAMILIES } from './facts/families.js';
import { buildFacts, createWorkTables, touch } from './facts/replace-facts.queries.js';

/**
 * A part of a full rebuild that can be committed alone: the facts of a family and their sums. Reports read both beside each
 * other, so both change at one moment.
 */
export interface RebuildStep {
  readonly name: string;
  /** @returns what the run tells of it */
  readonly run: (tx: Tx, today: BusinessDate) => Promise<Record<string, number>>;
}

export const REBUILD_STEPS: readonly RebuildStep[] = FACT_FAMILIES.map((family) => ({
  name: family.name,
  async run(tx, today) {
    const touched = await rebuildFacts(tx, family, today);
    await rebuildSums(tx, family);
    return { [family.name]: touched };
  },
}));

async function rebuildFacts(tx: Tx, family: FactFamily, today: BusinessDate): Promise<number> {
  await createWorkTables(tx, family.facts);
  for (const { facts } of family.facts) await tx.$executeRaw`DELETE FROM ${facts}`;
  const touched = await touch(tx, family.facts, family.living);
  for (const table of family.facts) await buildFacts(tx, table, today);
  // The planner still believes the tables to be what they were, often empty.
  for (const { facts } of family.facts) await tx.$executeRaw`ANALYZE ${facts}`;
  return touched;
}

async function rebuildSums(tx: Tx, { sums }: FactFamily): Promise<void> {
  for (const kept of sums) await kept.empty(tx);
  for (const kept of sums) await kept.rebuild(tx);
}

import type { Opportunity, Prisma } from '../../../platform/prisma/generated/client.js';

/** How an update of a deal is kept for its undoing. */
export interface DealUndo {
  deal: Opportunity;
  moves: boolean;
}

export const asUndo = (undo: DealUndo): Prisma.InputJsonObject =>
  JSON.parse(JSON.stringify(undo)) as Prisma.InputJsonObject;

import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { type ClientChange, type ClientChild, ClientChildren } from './client-children.service.js';
import type { MovedRowsResponse } from './dto/client-merge.response.js';
import type { StayingRowsResponse } from './dto/merge-undo.response.js';
import type { MergeUndo } from './merge-undo.js';

const DEALS = 'opportunities.client_id';

export interface Returned {
  moved: MovedRowsResponse[];
  staying: StayingRowsResponse[];
}

/** The children's way back to the client from which they came. */
@Injectable()
export class MergeReturns {
  constructor(private readonly children: ClientChildren) {}

  async moveBack(tx: Tx, change: ClientChange, moved: MergeUndo['moved']): Promise<Returned> {
    const returned: Returned = { moved: [], staying: [] };
    let deals = { dealIds: [] as string[], stayingDealIds: [] as string[] };
    for (const child of this.inOrder()) {
      const keys = moved[child.key] ?? [];
      const back = await child.moveBack(tx, { ...change, ...deals, keys });
      const staying = keys.filter((key) => !back.includes(key));
      returned.moved.push({ name: child.name, count: back.length });
      if (staying.length > 0) returned.staying.push({ name: child.name, keys: staying });
      if (child.key === DEALS) deals = { dealIds: back, stayingDealIds: await dealsOf(tx, change.fromId) };
    }
    return returned;
  }

  /** Deals first: what hangs on them follows. */
  private inOrder(): ClientChild[] {
    const all = this.children.all();
    return [...all.filter(({ key }) => key === DEALS), ...all.filter(({ key }) => key !== DEALS)];
  }
}

async function dealsOf(tx: Tx, clientId: string): Promise<string[]> {
  const deals = await tx.opportunity.findMany({ where: { clientId }, select: { id: true } });
  return deals.map(({ id }) => id);
}

import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/index.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';

/** Rows change from one client to another; both are locked. */
export interface ClientChange {
  actor: Principal;
  fromId: string;
  toId: string;
  /** Who owns the client that receives them. */
  ownerId: string;
  mergeId: string;
}

/** A merge is undone: `fromId` is the client that had stayed. */
export interface ClientReturn extends ClientChange {
  /** The rows that the merge had moved. */
  keys: readonly string[];
  /** The deals that have gone back already, and those of the client that had stayed: what hangs on a deal goes where it goes. */
  dealIds: readonly string[];
  stayingDealIds: readonly string[];
}

/** A table whose rows belong to a client and follow it through merges. */
export interface ClientChild {
  /** The foreign key as the database's catalogue has it: `contacts.client_id`. */
  key: string;
  /** What its rows are called in answers: `contacts`. */
  name: string;
  /** Living rows of a client. */
  count: (tx: Tx, clientId: string) => Promise<number>;
  /** Moves every row, deleted ones too, with their journal rows. @returns their keys */
  move: (tx: Tx, change: ClientChange) => Promise<string[]>;
  /** Moves back those that are still the survivor's, edited since or not. @returns their keys */
  moveBack: (tx: Tx, change: ClientReturn) => Promise<string[]>;
  /** Says why a deleted client must not be removed for good; undefined: it may go. */
  keeps: (tx: Tx, clientId: string) => Promise<string | undefined>;
  /** Removes the rows of a client for good; called only when nothing keeps it. */
  purge: (tx: Tx, clientId: string) => Promise<unknown>;
}

/**
 * All that a merge moves and a purge removes. Every foreign key to `clients` is here, or among those that stay: a story holds this list
 * against the database's catalogue. Modules above add their own tables when they start.
 */
@Injectable()
export class ClientChildren {
  /** Foreign keys that a merge leaves alone, and why. */
  static readonly STAYING: Readonly<Record<string, string>> = {
    'clients.merged_into_id': 'leads from each merged client to the one that took it in, step by step',
    'client_spans.client_id': 'tells who owned each client when, merged ones too',
    'client_merges.target_id': 'tells which merge it was',
    'client_merges.source_id': 'tells which merge it was',
    'client_cadences.client_id': 'every client has its own; it follows from its visits, which move',
  };

  private readonly children: ClientChild[] = [];

  add(...children: ClientChild[]): void {
    this.children.push(...children);
  }

  /** In the order in which they move: deals before what hangs on them; they are removed the other way round. */
  all(): readonly ClientChild[] {
    return this.children;
  }
}

/** Of rows that may hang on a deal: which ones go back, among them those that came to the deal since. */
export function goingBack({ keys, dealIds, stayingDealIds }: ClientReturn): {
  OR: { id?: { in: string[] }; opportunityId?: { in: string[] } | null; NOT?: object }[];
} {
  return {
    OR: [
      { id: { in: [...keys] }, opportunityId: null },
      { id: { in: [...keys] }, NOT: { opportunityId: { in: [...stayingDealIds] } } },
      { opportunityId: { in: [...dealIds] } },
    ],
  };
}

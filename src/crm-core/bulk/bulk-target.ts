import type { Permission, Principal } from '../../platform/access/index.js';
import type { BulkAction, BulkResource, Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';

/** An action with what it needs to be told, as the operation's row keeps it. */
export interface BulkOrder {
  action: BulkAction;
  input: Prisma.JsonValue;
}

/** How rows of one kind are chosen and changed: by the same use cases as their single calls, whose rules hold. */
export interface BulkTarget {
  readonly resource: BulkResource;
  /** The actions that a field of the body belongs to. */
  actionsWith(field: string): readonly BulkAction[];
  /** The permission of the single call that an action repeats. */
  permission(action: BulkAction): Permission;
  /**
   * The ids of the rows that the list with these filters holds, as a SELECT with one column `id`.
   * @throws DomainError VALIDATION_FAILED (400) for a filter by a custom field that is none
   */
  selection(actor: Principal, filter: object): Promise<Prisma.Sql>;
  /**
   * @param version the one that the choice was based on; undefined: any
   * @returns whether anything changed
   * @throws DomainError as the single call
   */
  apply(
    tx: Tx,
    actor: Principal,
    order: BulkOrder,
    id: string,
    version: number | undefined,
  ): Promise<boolean>;
}

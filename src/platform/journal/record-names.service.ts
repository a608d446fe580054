import { Injectable } from '@nestjs/common';
import type { Permission, Principal } from '../access/index.js';

/** Finds what some records of one kind are called. @returns those that the reader may see, and no others */
export type NameFinder = (actor: Principal, ids: string[]) => Promise<readonly RecordName[]>;

export interface RecordName {
  readonly id: string;
  readonly name: string;
}

/** A record that a journal row speaks of. */
export interface NamedBy {
  readonly entity: string;
  readonly entityId: string;
  readonly clientId: string | null;
}

/** What the records of journal rows are called now. Each module tells how those of its own kinds are found. */
@Injectable()
export class RecordNames {
  private readonly finders = new Map<string, { permission: Permission; find: NameFinder }>();

  /** @param permission without which a reader is told none of these names */
  teach(entity: string, permission: Permission, find: NameFinder): void {
    this.finders.set(entity, { permission, find });
  }

  /** @returns names by `kind id`; one statement for each kind that the rows speak of */
  async of(actor: Principal, rows: readonly NamedBy[]): Promise<ReadonlyMap<string, string>> {
    const wanted = new Map<string, Set<string>>();
    const want = (entity: string, id: string): void => {
      wanted.set(entity, (wanted.get(entity) ?? new Set()).add(id));
    };
    for (const { entity, entityId, clientId } of rows) {
      want(entity, entityId);
      if (clientId !== null) want('client', clientId);
    }
    const names = new Map<string, string>();
    for (const [entity, ids] of wanted)
      for (const { id, name } of await this.find(actor, entity, [...ids])) names.set(`${entity} ${id}`, name);
    return names;
  }

  private async find(actor: Principal, entity: string, ids: string[]): Promise<readonly RecordName[]> {
    const known = this.finders.get(entity);
    return known && actor.can(known.permission) ? known.find(actor, ids) : [];
  }
}

import type { AccessScope } from '../../../platform/access/index.js';
import type { PrismaService } from '../../../platform/prisma/prisma.service.js';
import { type CellResult, unreadable } from '../cells/cell-problem.js';
import { findNamedClients } from './client-book.queries.js';

/** The clients that a batch of rows names: by external key, P.IVA, our id or name, case and accents aside. */
export class ClientBook {
  private constructor(private readonly ids: ReadonlyMap<string, ReadonlySet<string>>) {}

  /** @param scope clients outside of it don't exist for the importer */
  static async of(prisma: PrismaService, scope: AccessScope, texts: readonly string[]): Promise<ClientBook> {
    const wanted = [...new Set(texts)];
    const rows = wanted.length === 0 ? [] : await findNamedClients(prisma, scope, wanted);
    // A key says more than a name: whom it names is meant, whoever else is called so.
    const best = new Map<string, number>();
    for (const { text, rank } of rows) best.set(text, Math.min(rank, best.get(text) ?? rank));
    const ids = new Map<string, Set<string>>();
    for (const { text, id, rank } of rows)
      if (rank === best.get(text)) ids.set(text, new Set([...(ids.get(text) ?? []), id]));
    return new ClientBook(ids);
  }

  find(text: string): CellResult<string> {
    const [id, ...others] = this.ids.get(text) ?? [];
    if (others.length > 0)
      return unreadable(
        'CLIENT_AMBIGUOUS',
        `There is more than one client “${text}”: write the P.IVA or the code.`,
      );
    return id === undefined ? UNKNOWN_CLIENT : { value: id };
  }
}

export const UNKNOWN_CLIENT = unreadable(
  'CLIENT_UNKNOWN',
  'There is no such client, or it is not yours to see.',
);

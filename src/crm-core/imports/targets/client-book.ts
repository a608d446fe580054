import { type AccessScope, withinSql } from '../../../platform/access/index.js';
import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { PrismaService } from '../../../platform/prisma/prisma.service.js';
import { type CellResult, unreadable } from '../cells/cell-problem.js';

interface NamedClient {
  text: string;
  id: string;
}

/** The clients that a batch of rows names, by P.IVA, external key or name, case and accents aside. */
export class ClientBook {
  private constructor(private readonly ids: ReadonlyMap<string, readonly string[]>) {}

  /** @param scope clients outside of it don't exist for the importer */
  static async of(prisma: PrismaService, scope: AccessScope, texts: readonly string[]): Promise<ClientBook> {
    const wanted = [...new Set(texts)];
    const rows =
      wanted.length === 0
        ? []
        : await prisma.$queryRaw<NamedClient[]>`
      SELECT w.text, c.id FROM unnest(${wanted}::text[]) AS w(text)
      CROSS JOIN LATERAL (
        SELECT id, owner_id FROM clients WHERE deleted_at IS NULL AND external_id = w.text
        UNION SELECT id, owner_id FROM clients WHERE deleted_at IS NULL AND vat_number = regexp_replace(upper(w.text), '^IT|[ .]', '', 'g')
        UNION SELECT id, owner_id FROM clients WHERE deleted_at IS NULL AND fold(name) = fold(w.text)
      ) c
      WHERE ${withinSql(scope, Prisma.sql`c.owner_id`)}`;
    const ids = new Map<string, string[]>();
    for (const { text, id } of rows) ids.set(text, [...(ids.get(text) ?? []), id]);
    return new ClientBook(ids);
  }

  find(text: string): CellResult<string> {
    const [id, ...others] = this.ids.get(text) ?? [];
    if (others.length > 0)
      return unreadable(
        'CLIENT_AMBIGUOUS',
        `There is more than one client “${text}”: write the P.IVA or the code.`,
      );
    return id === undefined
      ? unreadable('CLIENT_UNKNOWN', 'There is no such client, or it is not yours to see.')
      : { value: id };
  }
}

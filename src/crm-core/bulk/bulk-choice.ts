import { DomainError } from '../../platform/errors/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';
import type { PrismaService, Tx } from '../../platform/prisma/prisma.service.js';
import { addNamed, addSelected, countSelected } from './bulk-items.queries.js';
import type { BulkChoiceDto } from './dto/bulk-choice.dto.js';

/** The most that one operation takes on. */
export const MOST_CHOSEN = 100_000;

/** The rows that are meant. */
export interface BulkChoice {
  count: (tx: PrismaService | Tx) => Promise<number>;
  /** Writes them down as items of the operation. @returns how many; one more than {@link MOST_CHOSEN} at most */
  add: (tx: Tx, operationId: string) => Promise<number>;
}

/**
 * @param select the ids that a filter finds
 * @throws DomainError VALIDATION_FAILED (400) with CHOICE_UNCLEAR, VERSIONS_NEED_IDS or REQUIRED
 */
export async function choiceOf<Filter extends object>(
  { ids, versions, filter, expectedCount, dryRun }: BulkChoiceDto & { filter?: Filter },
  select: (filter: Filter) => Promise<Prisma.Sql>,
): Promise<BulkChoice> {
  if (ids !== undefined && filter === undefined)
    return {
      count: () => Promise.resolve(ids.length),
      add: (tx, operationId) => addNamed(tx, operationId, ids, versions ?? {}),
    };
  if (ids !== undefined || filter === undefined)
    throw DomainError.field('', 'CHOICE_UNCLEAR', 'Choose the rows by ids or by filter: one of the two.');
  if (versions !== undefined)
    throw DomainError.field(
      '/versions',
      'VERSIONS_NEED_IDS',
      'Versions say what was seen of single rows: name those by ids. A filter takes the rows as they are.',
    );
  if (expectedCount === undefined && !dryRun)
    throw DomainError.field(
      '/expectedCount',
      'REQUIRED',
      'Say how many rows you mean: a dry run counts them.',
    );
  const selection = await select(filter);
  return {
    count: (tx) => countSelected(tx, selection),
    add: (tx, operationId) => addSelected(tx, operationId, selection, MOST_CHOSEN + 1),
  };
}

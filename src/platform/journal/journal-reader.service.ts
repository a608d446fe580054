import { Injectable } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.js';
import type { ListQuery } from '../listing/list.query.js';
import type { Page } from '../listing/list-page.js';
import type { Prisma } from '../prisma/generated/client.js';
import { PrismaService } from '../prisma/prisma.service.js';
import { type LastWord, lastWordOn } from './journal.queries.js';
import { type JournalEntryResponse, toJournalEntryResponse } from './journal-entry.response.js';

/** Pages of the journal, newest first; the audit trail and a client's timeline both read it. */
@Injectable()
export class JournalReader {
  constructor(private readonly prisma: PrismaService) {}

  /** The newest row about a record of whatever kind; undefined: no such record was ever written. */
  lastWordOn(entityId: string): Promise<LastWord | undefined> {
    return lastWordOn(this.prisma, entityId);
  }

  /** @throws DomainError when a sort is asked for: a journal has one order */
  async page(query: ListQuery, where: Prisma.JournalEntryWhereInput): Promise<Page<JournalEntryResponse>> {
    if (query.sort !== undefined && query.sort !== '-id')
      throw DomainError.field('/sort', 'SORT_UNKNOWN', 'The journal is read newest first.');
    const before = query.cursor === undefined ? {} : { id: { lt: entryId(query.cursor) } };
    const rows = await this.prisma.journalEntry.findMany({
      where: { AND: [where, before] },
      orderBy: { id: 'desc' },
      take: query.limit + 1,
    });
    const shown = rows.slice(0, query.limit);
    return {
      items: shown.map(toJournalEntryResponse),
      nextCursor: rows.length > query.limit ? String(shown.at(-1)?.id) : null,
      ...(query.count && {
        total: await this.prisma.journalEntry.count({
          where,
          ...(query.count === 'estimate' && { take: 10_001 }),
        }),
      }),
    };
  }
}

function entryId(cursor: string): bigint {
  if (!/^\d{1,18}$/.test(cursor))
    throw DomainError.field(
      '/cursor',
      'CURSOR_INVALID',
      'This cursor does not belong to this list; start again without it.',
    );
  return BigInt(cursor);
}

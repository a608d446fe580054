import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { decodeCursor, encodeCursor, type Page, parseSort } from '../../platform/listing/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { type BusinessDate, businessDateOf } from '../../platform/time/rome.js';
import { Clock } from '../../platform/time/clock.js';
import { cadenceOf } from './domain/cadence.js';
import type { DueClientResponse } from './dto/due-client.response.js';
import type { DueListQuery } from './dto/due-list.query.js';
import { countDue, type DueRow, findDue } from './due.queries.js';

const MOST_URGENT_FIRST = '-urgency';
const SORTS = { urgency: { column: 'urgency', kind: 'number' } } as const;
const ESTIMATE_LIMIT = 10_001;

/** Who is to be visited, the most urgent first. */
@Injectable()
export class DueService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** Clients whom nobody is about to visit; a page belongs to the day on which it is read. */
  async list(actor: Principal, query: DueListQuery): Promise<Page<DueClientResponse>> {
    const today = businessDateOf(this.clock.now());
    const { agentId, teamId, status, limit } = query;
    const filter = { scope: actor.scope('client:read'), today, agentId, teamId, status };
    if (query.sort !== undefined && query.sort !== MOST_URGENT_FIRST) {
      throw DomainError.field('/sort', 'SORT_UNKNOWN', 'This list has one order: the most urgent first.');
    }
    const sort = parseSort(MOST_URGENT_FIRST, SORTS);
    const after = query.cursor === undefined ? null : decodeCursor(query.cursor, sort);
    const position = after && { urgency: String(after.value), id: after.id };
    const rows = await findDue(this.prisma, filter, position, limit + 1);
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return {
      items: shown.map((row) => toDueClient(row, today)),
      nextCursor: last ? encodeCursor(sort, { value: last.urgency, id: last.id }) : null,
      ...(query.count && {
        total: await countDue(this.prisma, filter, query.count === 'estimate' ? ESTIMATE_LIMIT : undefined),
      }),
    };
  }
}

function toDueClient(row: DueRow, today: BusinessDate): DueClientResponse {
  const { intervalDays, nextDueOn, status } = cadenceOf(row, today);
  const { id: clientId, name: clientName, city, latitude, longitude, ownerId: agentId, lastVisitAt } = row;
  return {
    clientId,
    clientName,
    ...{ city, latitude, longitude },
    agentId,
    lastVisitAt,
    intervalDays,
    nextDueOn,
    urgency: Math.max(0, Number(row.urgency)),
    status,
  };
}

import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { listPage, literally, type Page } from '../../platform/listing/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import type { ColleagueListQuery } from './colleague-list.query.js';
import type { ColleagueResponse } from './colleague.response.js';

const SORTS = { fullName: { column: 'fullName', kind: 'text' } } as const;

/**
 * The people of one's team by name; of the whole company, for who sees everybody's clients. Without them an owner is but
 * an id. Nothing else of an account is told here, and who only registered is nobody's colleague yet.
 */
@Injectable()
export class ColleaguesService {
  constructor(private readonly prisma: PrismaService) {}

  list(actor: Principal, query: ColleagueListQuery): Promise<Page<ColleagueResponse>> {
    const { q, teamId } = query;
    const where: Prisma.UserWhereInput = {
      status: { not: 'PENDING' },
      AND: [{ teamId }, reachOf(actor)],
      ...(q && { fullName: { contains: literally(q), mode: 'insensitive' } }),
    };
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: 'fullName',
      where,
      find: (args) => this.prisma.user.findMany({ ...args, include: { team: { select: { name: true } } } }),
      count: (args) => this.prisma.user.count(args),
      toItem: ({ id, fullName, teamId: ofTeam, team, status }): ColleagueResponse => ({
        id,
        fullName,
        teamId: ofTeam,
        teamName: team?.name ?? null,
        active: status === 'ACTIVE',
      }),
    });
  }
}

function reachOf(actor: Principal): Prisma.UserWhereInput {
  if (actor.can('client:read') && actor.scope('client:read').kind === 'all') return {};
  return actor.teamId ? { teamId: actor.teamId } : { id: actor.userId };
}

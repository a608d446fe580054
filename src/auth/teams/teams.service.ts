import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { assertFresh } from '../../platform/http/index.js';
import { diff, JournalService } from '../../platform/journal/index.js';
import { type ListQuery, listPage, type Page } from '../../platform/listing/index.js';
import type { Team } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { isTeamNameTaken, lockTeam } from './team.queries.js';
import { teamsWithin } from './teams-within.js';
import type { CreateTeamDto, TeamResponse, UpdateTeamDto } from './team.dto.js';

const SORTS = {
  name: { column: 'name', kind: 'text' },
  createdAt: { column: 'createdAt', kind: 'date' },
} as const;

/** Teams: what a manager's rights reach. */
@Injectable()
export class TeamsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
  ) {}

  list(actor: Principal, query: ListQuery): Promise<Page<TeamResponse>> {
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: 'name',
      where: teamsWithin(actor.scope('team:read')),
      find: (args) => this.prisma.team.findMany(args),
      count: (args) => this.prisma.team.count(args),
      toItem: toTeamResponse,
    });
  }

  /** @throws DomainError TEAM_NAME_TAKEN (409) */
  async create(actor: Principal, { name }: CreateTeamDto): Promise<TeamResponse> {
    return this.prisma.$transaction(async (tx) => {
      if (await isTeamNameTaken(tx, name, null)) throw nameTaken();
      const team = await tx.team.create({ data: { name } });
      await this.journal.record(tx, actor, {
        action: 'team.created',
        entity: 'team',
        entityId: team.id,
        facts: { name },
      });
      return toTeamResponse(team);
    });
  }

  /** @throws DomainError NOT_FOUND, STALE (412), TEAM_NAME_TAKEN (409) */
  async update(
    actor: Principal,
    id: string,
    { name }: UpdateTeamDto,
    ifMatch: number | undefined,
  ): Promise<TeamResponse> {
    return this.prisma.$transaction(async (tx) => {
      // The table before the row, as whoever creates does: two renames can't wait for each other.
      const isTaken = await isTeamNameTaken(tx, name, id);
      await lockTeam(tx, id);
      const before = await tx.team.findUnique({ where: { id } });
      if (!before) throw DomainError.notFound('team');
      assertFresh(before, ifMatch);
      // A twin of older days keeps its name until it is given another.
      if (isTaken && name !== before.name) throw nameTaken();
      const team = await tx.team.update({
        where: { id },
        data: { name, version: { increment: 1 } },
      });
      await this.journal.record(tx, actor, {
        action: 'team.updated',
        entity: 'team',
        entityId: id,
        facts: diff(before, { name }),
      });
      return toTeamResponse(team);
    });
  }
}

function nameTaken(): DomainError {
  return new DomainError('conflict', 'TEAM_NAME_TAKEN', 'There is a team of this name already.');
}

function toTeamResponse({ id, name, createdAt, version }: Team): TeamResponse {
  return { id, name, createdAt, version };
}

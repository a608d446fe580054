import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../../auth/index.js';
import type { Principal } from '../../platform/access/index.js';
import { assertFresh } from '../../platform/http/index.js';
import { diff, type JournalRecord, JournalService } from '../../platform/journal/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import type { SetWorkingHoursDto } from './dto/set-working-hours.dto.js';
import type { WorkingHoursResponse } from './dto/working-hours.response.js';
import { toColumns, toWorkingHoursResponse } from './working-hours.mapper.js';
import { assertWorkingHours } from './working-hours-rules.js';
import { lockWorkingHours } from './working-hours.queries.js';

/** Where somebody lives is told to who plans their day, and stays out of the journal. */
const PLACES = ['startLatitude', 'startLongitude', 'endLatitude', 'endLongitude'];

/** The weekly hours and places of an agent: one's own, a manager's team's. */
@Injectable()
export class WorkingHoursService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly users: UserDirectory,
  ) {}

  /** @throws DomainError NOT_FOUND */
  async get(actor: Principal, agentId: string): Promise<WorkingHoursResponse> {
    await this.users.requireWithin(this.prisma, actor, agentId, 'workinghours:read');
    return toWorkingHoursResponse(agentId, await this.prisma.workingHours.findUnique({ where: { agentId } }));
  }

  /** @throws DomainError NOT_FOUND, STALE (412), and those of {@link assertWorkingHours} (400) */
  async set(
    actor: Principal,
    agentId: string,
    input: SetWorkingHoursDto,
    ifMatch: number | undefined,
  ): Promise<WorkingHoursResponse> {
    return this.prisma.$transaction(async (tx) => {
      await this.users.requireWithin(tx, actor, agentId, 'workinghours:update');
      assertWorkingHours(input);
      await lockWorkingHours(tx, agentId);
      const before = await tx.workingHours.findUnique({ where: { agentId } });
      assertFresh(before ?? { version: 0 }, ifMatch);
      const columns = toColumns(input);
      const changes = diff(before ?? {}, columns);
      if (before && Object.keys(changes).length === 0) return toWorkingHoursResponse(agentId, before);
      const { userId } = actor;
      const row = await tx.workingHours.upsert({
        where: { agentId },
        create: { agentId, ...columns, createdById: userId, updatedById: userId },
        update: { ...columns, version: { increment: 1 }, updatedById: userId },
      });
      await this.journal.record(tx, actor, recordOf(agentId, changes));
      return toWorkingHoursResponse(agentId, row);
    });
  }
}

function recordOf(agentId: string, changes: Prisma.InputJsonObject): JournalRecord {
  const kept = Object.entries(changes).filter(([field]) => !PLACES.includes(field));
  return {
    action: 'working-hours.set',
    entity: 'working-hours',
    entityId: agentId,
    ownerId: agentId,
    facts: {
      changes: Object.fromEntries(kept),
      placesChanged: kept.length < Object.keys(changes).length,
    },
  };
}

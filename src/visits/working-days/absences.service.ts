import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../../auth/index.js';
import { type Permission, type Principal, within } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { assertFresh } from '../../platform/http/index.js';
import { diff, type JournalRecord, JournalService } from '../../platform/journal/index.js';
import { listPage, type Page } from '../../platform/listing/index.js';
import type { Absence, Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { fromDateColumn, toDateColumn } from '../../platform/time/rome.js';
import type { CreateAbsenceDto, UpdateAbsenceDto } from './dto/absence.dto.js';
import type { AbsenceListQuery } from './dto/absence-list.query.js';
import type { AbsenceResponse } from './dto/absence.response.js';
import { toAbsenceResponse } from './working-hours.mapper.js';
import { assertAbsence } from './working-hours-rules.js';
import { lockAbsence } from './working-hours.queries.js';

const SORTS = { from: { column: 'from', kind: 'date' } } as const;

/** When an agent is away: one's own, a manager's team's. Who may set them may take them back. */
@Injectable()
export class AbsencesService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly users: UserDirectory,
  ) {}

  /** @throws DomainError NOT_FOUND */
  async list(actor: Principal, agentId: string, query: AbsenceListQuery): Promise<Page<AbsenceResponse>> {
    await this.users.requireWithin(this.prisma, actor, agentId, 'workinghours:read');
    const { from, to } = query;
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: 'from',
      where: {
        agentId,
        ...(from && { to: { gte: toDateColumn(from) } }),
        ...(to && { from: { lt: toDateColumn(to) } }),
      },
      find: (args) => this.prisma.absence.findMany(args),
      count: (args) => this.prisma.absence.count(args),
      toItem: toAbsenceResponse,
    });
  }

  /** @throws DomainError NOT_FOUND, and those of {@link assertAbsence} (400) */
  async create(actor: Principal, agentId: string, input: CreateAbsenceDto): Promise<AbsenceResponse> {
    return this.prisma.$transaction(async (tx) => {
      await this.users.requireWithin(tx, actor, agentId, 'workinghours:update');
      assertAbsence(input);
      const by = { createdById: actor.userId, updatedById: actor.userId };
      const absence = await tx.absence.create({ data: { agentId, ...columnsOf(input), ...by } });
      await this.journal.record(tx, actor, recordOf('created', absence, { ...timesOf(absence) }));
      return toAbsenceResponse(absence);
    });
  }

  /** @throws DomainError NOT_FOUND, STALE (412), and those of {@link assertAbsence} (400) */
  async update(
    actor: Principal,
    id: string,
    input: UpdateAbsenceDto,
    ifMatch: number | undefined,
  ): Promise<AbsenceResponse> {
    return this.prisma.$transaction(async (tx) => {
      const before = await this.hold(tx, actor, id, ifMatch);
      const after = { ...timesOf(before), ...defined(input) };
      assertAbsence(after);
      const changes = diff(timesOf(before), after);
      if (Object.keys(changes).length === 0) return toAbsenceResponse(before);
      const data = { ...columnsOf(after), version: { increment: 1 }, updatedById: actor.userId };
      const absence = await tx.absence.update({ where: { id }, data });
      await this.journal.record(tx, actor, recordOf('updated', absence, { changes }));
      return toAbsenceResponse(absence);
    });
  }

  /** @throws DomainError NOT_FOUND, STALE (412) */
  async remove(actor: Principal, id: string, ifMatch: number | undefined): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const absence = await this.hold(tx, actor, id, ifMatch);
      await tx.absence.delete({ where: { id } });
      await this.journal.record(tx, actor, recordOf('deleted', absence, { ...timesOf(absence) }));
    });
  }

  private async hold(tx: Tx, actor: Principal, id: string, ifMatch: number | undefined): Promise<Absence> {
    const permission: Permission = 'workinghours:update';
    const scope = within<Prisma.AbsenceWhereInput>(actor.scope(permission), 'agent');
    await lockAbsence(tx, id);
    const absence = await tx.absence.findFirst({ where: { AND: [{ id }, scope] } });
    if (!absence) throw DomainError.notFound('absence');
    assertFresh(absence, ifMatch);
    return absence;
  }
}

function columnsOf({ from, to, fromTime = null, toTime = null }: CreateAbsenceDto) {
  return { from: toDateColumn(from), to: toDateColumn(to), fromTime, toTime };
}

function timesOf({ from, to, fromTime, toTime }: Absence) {
  return { from: fromDateColumn(from), to: fromDateColumn(to), fromTime, toTime };
}

/** What was sent: a field that is left out stays as it is. */
function defined({ from, to, fromTime, toTime }: UpdateAbsenceDto) {
  return {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(fromTime !== undefined && { fromTime }),
    ...(toTime !== undefined && { toTime }),
  };
}

function recordOf(
  verb: 'created' | 'updated' | 'deleted',
  { id, agentId }: Absence,
  facts: Prisma.InputJsonObject,
): JournalRecord {
  return { action: `absence.${verb}`, entity: 'absence', entityId: id, ownerId: agentId, facts };
}

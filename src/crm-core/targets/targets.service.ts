import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../../auth/index.js';
import { type Principal, within } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { type JournalRecord, JournalService } from '../../platform/journal/index.js';
import { listPage, type Page } from '../../platform/listing/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import {
  keyOf,
  type PresentTarget,
  targetPlan,
  type TargetPlan,
  type WantedTarget,
} from './domain/target-plan.js';
import type { SetTargetsDto, TargetDto } from './dto/set-targets.dto.js';
import type { TargetListQuery } from './dto/target-list.query.js';
import type { SetTargetsResponse, TargetResponse } from './dto/target.response.js';
import { toMonthColumn } from './month.js';
import { toTargetResponse } from './target.mapper.js';
import { holdTargets, upsertTargets } from './target.queries.js';

const SORTS = {
  month: { column: 'month', kind: 'date' },
  amount: { column: 'amount', kind: 'number' },
  updatedAt: { column: 'updatedAt', kind: 'date' },
} as const;

/** What everybody is to win in a month; the forecast's coverage is measured by it. */
@Injectable()
export class TargetsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly users: UserDirectory,
  ) {}

  list(actor: Principal, query: TargetListQuery): Promise<Page<TargetResponse>> {
    const { ownerId, teamId, from, to } = query;
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: 'month',
      where: {
        AND: [
          within<Prisma.SalesTargetWhereInput>(actor.scope('target:read'), 'owner'),
          { ownerId, ...(teamId && { owner: { teamId } }) },
          {
            month: {
              ...(from !== undefined && { gte: toMonthColumn(from) }),
              ...(to !== undefined && { lt: toMonthColumn(to) }),
            },
          },
        ],
      },
      find: (args) => this.prisma.salesTarget.findMany(args),
      count: (args) => this.prisma.salesTarget.count(args),
      toItem: toTargetResponse,
    });
  }

  /** All or nothing. @throws DomainError STALE (412), or a problem of a field (400): OWNER_UNKNOWN, TARGET_TWICE */
  async set(actor: Principal, { targets }: SetTargetsDto): Promise<SetTargetsResponse> {
    assertOnce(targets);
    await this.assertReached(actor, targets);
    const wanted = targets.map(({ amount, ...target }): WantedTarget => ({
      ...target,
      amount: amount === null ? null : new Prisma.Decimal(amount).toFixed(2),
    }));
    return this.prisma.$transaction(async (tx) => {
      await holdTargets(tx);
      const plan = targetPlan(wanted, byKey(await named(tx, wanted)));
      assertFresh(plan);
      await write(tx, plan, actor.userId);
      await this.journal.recordMany(tx, actor, records(plan));
      return {
        targets: await named(tx, wanted),
        ...{ written: plan.write.length, removed: plan.remove.length, unchanged: plan.unchanged },
      };
    });
  }

  private async assertReached(actor: Principal, targets: readonly TargetDto[]): Promise<void> {
    const reached = new Set((await this.users.possibleOwners(actor, 'target:update')).map(({ id }) => id));
    const errors = targets.flatMap(({ ownerId }, index) =>
      reached.has(ownerId)
        ? []
        : [
            problem(
              index,
              'ownerId',
              'OWNER_UNKNOWN',
              'There is no such active user whose targets you could set.',
            ),
          ],
    );
    refuse(errors);
  }
}

type Problem = ReturnType<typeof problem>;

function problem(index: number, field: string, code: string, detail: string) {
  return { pointer: `/targets/${index}/${field}`, code, detail };
}

function refuse(errors: readonly Problem[]): void {
  const [first] = errors;
  if (first) throw new DomainError('invalid', 'VALIDATION_FAILED', first.detail, { errors });
}

function assertOnce(targets: readonly TargetDto[]): void {
  const seen = new Set<string>();
  refuse(
    targets.flatMap((target, index) => {
      const isTwice = seen.has(keyOf(target));
      seen.add(keyOf(target));
      return isTwice
        ? [problem(index, 'month', 'TARGET_TWICE', 'One person has one target for a month.')]
        : [];
    }),
  );
}

function assertFresh({ stale }: TargetPlan): void {
  if (stale.length === 0) return;
  const detail = 'Somebody changed some of these since: nothing was written. Read them again.';
  throw new DomainError('stale', 'STALE', detail, { members: { targets: stale } });
}

/** Those of these people and months that are there, in the order of the months. */
async function named(tx: Tx, wanted: readonly WantedTarget[]): Promise<TargetResponse[]> {
  const keys = new Set(wanted.map(keyOf));
  const rows = await tx.salesTarget.findMany({
    where: {
      ownerId: { in: [...new Set(wanted.map(({ ownerId }) => ownerId))] },
      month: { in: [...new Set(wanted.map(({ month }) => month))].map(toMonthColumn) },
    },
    orderBy: [{ month: 'asc' }, { id: 'asc' }],
  });
  return rows.map(toTargetResponse).filter((target) => keys.has(keyOf(target)));
}

function byKey(targets: readonly TargetResponse[]): Map<string, PresentTarget> {
  return new Map(targets.map((target) => [keyOf(target), target]));
}

async function write(tx: Tx, { write: rows, remove }: TargetPlan, byId: string): Promise<void> {
  await upsertTargets(
    tx,
    rows.map(({ wanted: { ownerId, month, amount } }) => ({ ownerId, month: `${month}-01`, amount })),
    byId,
  );
  if (remove.length > 0)
    await tx.salesTarget.deleteMany({ where: { id: { in: remove.map(({ id }) => id) } } });
}

/** A target has no life of its own: its rows of the journal are its person's. */
function records({ write: rows, remove }: TargetPlan): JournalRecord[] {
  const record = (ownerId: string, month: string, from: string | null, to: string | null): JournalRecord => ({
    ...{
      action: to === null ? 'target.removed' : 'target.set',
      entity: 'target',
      entityId: ownerId,
      ownerId,
    },
    facts: { month, amount: { from, to } },
  });
  return [
    ...rows.map(({ wanted: { ownerId, month, amount }, from }) => record(ownerId, month, from, amount)),
    ...remove.map(({ ownerId, month, amount }) => record(ownerId, month, amount, null)),
  ];
}

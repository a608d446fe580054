import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { diff, type JournalActor, JournalService } from '../../platform/journal/index.js';
import { Mailer } from '../../platform/mail/index.js';
import type { SummarySubscription } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { DashboardsService } from '../dashboards/dashboards.service.js';
import { SubscribeDto } from './dto/subscribe.dto.js';
import type { SummaryResponse } from './dto/summary.response.js';
import { nextDueAt } from './due-moments.js';
import { UnsubscribeTokens } from './unsubscribe-tokens.service.js';

/** Who wants a letter with figures each week: only oneself decides, and can end it from any letter. */
@Injectable()
export class SummaryService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly dashboards: DashboardsService,
    private readonly tokens: UnsubscribeTokens,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
  ) {}

  /** The letter that the caller gets, or what a first one would be. */
  async get({ userId }: Principal): Promise<SummaryResponse> {
    return this.toResponse(await this.prisma.summarySubscription.findUnique({ where: { userId } }));
  }

  /** @throws DomainError DASHBOARD_UNKNOWN (400) */
  async subscribe(actor: Principal, body: SubscribeDto): Promise<SummaryResponse> {
    const { weekday, time, language, dashboardId = null } = body;
    const { userId } = actor;
    if (dashboardId !== null && !(await this.dashboards.usable(actor, dashboardId)))
      throw DomainError.field(
        '/dashboardId',
        'DASHBOARD_UNKNOWN',
        'There is no such dashboard, or it is not yours to open.',
      );
    return this.prisma.$transaction(async (tx) => {
      const before = await tx.summarySubscription.findUnique({ where: { userId } });
      const wanted = { weekday, time, language, dashboardId };
      const changes = diff(before ?? {}, wanted);
      if (before && Object.keys(changes).length === 0) return this.toResponse(before);
      const data = { ...wanted, nextDueAt: nextDueAt({ weekday, time }, this.clock.now()) };
      const where = { userId };
      const after = await tx.summarySubscription.upsert({ where, update: data, create: { userId, ...data } });
      if (before) await this.record(tx, actor, 'changed', userId, changes);
      else await this.record(tx, actor, 'subscribed', userId, wanted);
      return this.toResponse(after);
    });
  }

  /** Nothing happens where no letter is wanted. */
  async unsubscribe(actor: Principal): Promise<void> {
    await this.end(actor, actor.userId, 'settings');
  }

  /** From a letter: whoever has it speaks for its reader, of this and nothing else. @throws DomainError NOT_FOUND */
  async unsubscribeByLetter(token: string): Promise<void> {
    await this.end(null, this.tokens.userOf(token), 'letter');
  }

  private async end(actor: Principal | null, userId: string, by: 'settings' | 'letter'): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const { count } = await tx.summarySubscription.deleteMany({ where: { userId } });
      if (count > 0) await this.record(tx, actor, 'unsubscribed', userId, { by });
    });
  }

  private record(
    tx: Tx,
    actor: JournalActor | null,
    verb: 'subscribed' | 'changed' | 'unsubscribed',
    userId: string,
    facts: Parameters<typeof diff>[0],
  ): Promise<void> {
    return this.journal.record(tx, actor, {
      action: `summary.${verb}`,
      entity: 'summary',
      entityId: userId,
      ownerId: userId,
      facts: { ...facts },
    });
  }

  private toResponse(subscription: SummarySubscription | null): SummaryResponse {
    const { weekday, time, language, dashboardId = null } = subscription ?? new SubscribeDto();
    return {
      subscribed: subscription !== null,
      ...{ weekday, time, language, dashboardId },
      nextDueAt: subscription?.nextDueAt ?? null,
      mailed: this.mailer.delivers,
    };
  }
}

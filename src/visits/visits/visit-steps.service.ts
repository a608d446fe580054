import { Injectable } from '@nestjs/common';
import { ClientDirectory } from '../../crm-core/index.js';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { JournalService } from '../../platform/journal/index.js';
import type { Visit } from '../../platform/prisma/generated/client.js';
import { againAfterDeadlock } from '../../platform/prisma/again-after-deadlock.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { coarseDistance, type Reading, verifyCheckIn } from './domain/check-in.js';
import { after, type VisitStep } from './domain/transitions.js';
import { type Tap, tapOf } from './domain/tap.js';
import type { CancelDto, CheckInDto, CheckOutDto } from './dto/visit-steps.dto.js';
import type { VisitResponse } from './dto/visit.response.js';
import { type VisitAction, type VisitFacts, visitRecord } from './visit-facts.js';
import { VisitFinder } from './visit-finder.service.js';
import { beforeCheckIn, illegalStep, impossibleTap } from './visit-problems.js';
import { toVisitResponse } from './visit.mapper.js';

type StepData = Partial<Omit<Visit, 'id' | 'orderAmount' | 'status' | 'plannedOn' | 'keptPlan'>> & {
  orderAmount?: string;
};
type StepFacts = Omit<VisitFacts, 'slot' | 'status'>;

interface Step {
  step: VisitStep;
  action: VisitAction;
  /** What the step writes besides the status. */
  data?: (before: Visit, tx: Tx) => StepData | Promise<StepData>;
  /** What the journal says of it. */
  facts?: (after: Visit) => StepFacts;
  /** When it happened, if not now; the journal says it then. */
  happenedAt?: (after: Visit) => Date | undefined;
}

/** The steps of a visit's life; each is written once, with its journal row, or not at all. */
@Injectable()
export class VisitStepsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly finder: VisitFinder,
    private readonly clients: ClientDirectory,
    private readonly clock: Clock,
  ) {}

  confirm(actor: Principal, id: string): Promise<VisitResponse> {
    return this.take(actor, id, { step: 'confirm', action: 'confirmed' });
  }

  /**
   * Never blocks for where the agent stands; the answer says whether the place is proven.
   * @throws DomainError TAP_IN_THE_FUTURE, TAP_TOO_LONG_AGO (400)
   */
  checkIn(actor: Principal, id: string, input: CheckInDto): Promise<VisitResponse> {
    return this.take(actor, id, {
      step: 'check-in',
      action: 'checked-in',
      data: async (visit, tx) => {
        const tap = this.tap(input.at);
        // Somebody else's telephone says nothing about where the agent is.
        const reading = visit.agentId === actor.userId ? readingOf(input) : null;
        const client = (await this.clients.referredTo(tx, [visit.clientId])).get(visit.clientId);
        return {
          checkedInAt: tap.at,
          checkInLateSeconds: tap.lateSeconds,
          checkInLatitude: reading?.latitude,
          checkInLongitude: reading?.longitude,
          checkInAccuracy: reading?.accuracyMeters,
          ...verifyCheckIn(reading, positionOf(client), client?.checkInRadiusMeters),
        };
      },
      facts: ({ verification, distanceMeters, checkInLateSeconds }) => ({
        ...lateFacts(checkInLateSeconds),
        verification,
        distanceMeters: coarseDistance(distanceMeters),
      }),
      happenedAt: ({ checkedInAt, checkInLateSeconds }) => lateMoment(checkedInAt, checkInLateSeconds),
    });
  }

  /** @throws DomainError ORDER_AMOUNT_WITHOUT_ORDER, TAP_IN_THE_FUTURE, TAP_TOO_LONG_AGO, TAP_BEFORE_CHECK_IN (400) */
  async checkOut(actor: Principal, id: string, input: CheckOutDto): Promise<VisitResponse> {
    const { outcome, orderAmount, notes, nextAction } = input;
    if (orderAmount !== undefined && outcome !== 'ORDER') {
      throw DomainError.field(
        '/orderAmount',
        'ORDER_AMOUNT_WITHOUT_ORDER',
        'Only a visit with the outcome ORDER has an amount.',
      );
    }
    return this.take(actor, id, {
      step: 'check-out',
      action: 'checked-out',
      data: ({ checkedInAt }) => {
        const { at: checkedOutAt, lateSeconds: checkOutLateSeconds } = this.tap(input.at);
        if (input.at !== undefined && checkedInAt !== null && checkedOutAt < checkedInAt)
          throw beforeCheckIn(checkedInAt);
        return { checkedOutAt, checkOutLateSeconds, outcome, orderAmount, notes, nextAction };
      },
      facts: ({ orderAmount: amount, checkOutLateSeconds }) => ({
        ...lateFacts(checkOutLateSeconds),
        outcome,
        orderAmount: amount?.toFixed(2) ?? null,
      }),
      happenedAt: ({ checkedOutAt, checkOutLateSeconds }) => lateMoment(checkedOutAt, checkOutLateSeconds),
    });
  }

  skip(actor: Principal, id: string, reason: string): Promise<VisitResponse> {
    return this.giveUp(actor, id, 'skip', 'skipped', reason);
  }

  cancel(actor: Principal, id: string, { reason, cancelledBy }: CancelDto): Promise<VisitResponse> {
    return this.take(actor, id, {
      step: 'cancel',
      action: 'cancelled',
      data: () => ({ statusReason: reason, cancelledBy }),
      facts: () => ({ reason, cancelledBy }),
    });
  }

  noShow(actor: Principal, id: string, reason: string | null): Promise<VisitResponse> {
    return this.giveUp(actor, id, 'no-show', 'no-show', reason);
  }

  private tap(at: string | undefined): Tap {
    const tap = tapOf(at === undefined ? undefined : new Date(at), this.clock.now());
    if (typeof tap === 'string') throw impossibleTap(tap);
    return tap;
  }

  private giveUp(
    actor: Principal,
    id: string,
    step: VisitStep,
    action: VisitAction,
    reason: string | null,
  ): Promise<VisitResponse> {
    return this.take(actor, id, {
      step,
      action,
      data: () => ({ statusReason: reason }),
      facts: () => ({ reason }),
    });
  }

  /** @throws DomainError NOT_FOUND, VISIT_TRANSITION (409) */
  private async take(
    actor: Principal,
    id: string,
    { step, action, data, facts, happenedAt }: Step,
  ): Promise<VisitResponse> {
    // A client that is being merged meanwhile costs nobody the check-out at its door.
    return againAfterDeadlock(() =>
      this.prisma.$transaction(async (tx) => {
        const before = await this.finder.lock(tx, actor, id, 'visit:update');
        const status = after(before.status, step);
        if (!status) throw illegalStep(before.status, step);
        const changes = (await data?.(before, tx)) ?? {};
        const visit = await tx.visit.update({
          where: { id },
          data: { ...changes, status, version: { increment: 1 }, updatedById: actor.userId },
        });
        const at = happenedAt?.(visit);
        await this.journal.record(tx, actor, { ...visitRecord(action, visit, facts?.(visit)), at });
        return toVisitResponse(actor, visit);
      }),
    );
  }
}

function lateMoment(at: Date | null, lateSeconds: number | null): Date | undefined {
  return at === null || lateSeconds === null ? undefined : at;
}

function lateFacts(lateSeconds: number | null): StepFacts {
  return lateSeconds === null ? {} : { lateSeconds };
}

function readingOf({ latitude, longitude, accuracyMeters = 0 }: CheckInDto): Reading | null {
  return latitude === undefined || longitude === undefined ? null : { latitude, longitude, accuracyMeters };
}

function positionOf(
  client: { latitude: number | null; longitude: number | null } | undefined,
): { latitude: number; longitude: number } | null {
  if (!client || client.latitude === null || client.longitude === null) return null;
  return { latitude: client.latitude, longitude: client.longitude };
}

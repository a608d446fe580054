import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../../auth/index.js';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { againAfterDeadlock } from '../../platform/prisma/again-after-deadlock.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { speakOfOverlap } from '../visits/visit-problems.js';
import { type Candidates, CandidatesService } from './candidates.service.js';
import { shiftFrom } from './day/day-from-now.js';
import { DayClock } from './day/day-clock.js';
import type { DayRequest } from './day/planned-day.js';
import { DayPlanner } from './day-planner.service.js';
import type { PlanDayDto } from './dto/plan-day.dto.js';
import type { RouteResponse } from './dto/route.response.js';
import { type DayFrame, DayFrames } from './day-frame.service.js';
import { RouteStoreService } from './route-store.service.js';

/** Plans an agent's day, and keeps the plan. */
@Injectable()
export class RoutePlanningService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly users: UserDirectory,
    private readonly candidates: CandidatesService,
    private readonly planner: DayPlanner,
    private readonly store: RouteStoreService,
    private readonly frames: DayFrames,
  ) {}

  /**
   * @throws DomainError OWNER_UNKNOWN, VISIT_UNKNOWN, VISIT_NOT_MOVABLE, CLIENT_UNKNOWN, NOT_A_SHIFT, NOT_A_BREAK, NOT_THAT_DAY, SHIFT_OVER (400),
   * TOO_MANY_CANDIDATES, WORKING_HOURS_UNKNOWN (422), DAY_NOT_WORKED (409), VISIT_OVERLAP, PLAN_OUTDATED (409, with `commit`),
   * ROUTE_ENGINE_UNAVAILABLE (503)
   */
  async planDay(actor: Principal, body: PlanDayDto): Promise<RouteResponse> {
    assertTimes(body);
    const agentId = await this.users.resolveOwner(this.prisma, actor, body.agentId, 'route:plan', '/agentId');
    const frame = await this.frames.ofDay(agentId, body);
    const found = await this.candidates.collect(actor, wishOf(body, agentId));
    const request = requestOf(body, frame, found);
    // No transaction is held open while the engine thinks.
    const day = await this.planner.plan(request);
    return speakOfOverlap(
      againAfterDeadlock(() =>
        this.prisma.$transaction((tx) =>
          this.store.write(tx, actor, { agentId, request, found, day, commit: body.commit ?? false }),
        ),
      ),
      'The plan meets visits that keep their time: move or cancel them, or plan without what meets them. Nothing was changed.',
      { unassigned: day.unassigned.filter(({ visitId }) => visitId !== null) },
    );
  }
}

function wishOf(body: PlanDayDto, agentId: string): Parameters<CandidatesService['collect']>[1] {
  const { date, visitIds = [], clientIds = [], includePlanned = true, visitMinutes = 30 } = body;
  const { lockedVisitIds = [], now } = body;
  const underWay = now !== undefined;
  return { agentId, date, visitIds, clientIds, includePlanned, visitMinutes, lockedVisitIds, underWay };
}

function requestOf(body: PlanDayDto, frame: DayFrame, { candidates, inProgress }: Candidates): DayRequest {
  const { now, minutesPerMove = 0 } = body;
  const { date, objective = 'MIN_TRAVEL', seed = 1 } = body;
  const shift = now === undefined ? frame.shift : shiftFrom(new Date(now), date, frame.shift, inProgress);
  const fromHere = now !== undefined && body.start !== undefined && { fromHere: true as const };
  return { ...{ date, objective, seed }, ...frame, ...fromHere, shift, candidates, minutesPerMove };
}

/** @throws DomainError NOT_A_SHIFT, NOT_A_BREAK */
export function assertTimes({
  date,
  shift,
  lunchBreak,
}: Pick<PlanDayDto, 'date' | 'shift' | 'lunchBreak'>): void {
  const clock = new DayClock(date);
  if (shift && clock.at(shift.from) >= clock.at(shift.to))
    throw DomainError.field('/shift', 'NOT_A_SHIFT', 'A shift ends after it begins.');
  if (lunchBreak && clock.at(lunchBreak.to) - clock.at(lunchBreak.from) < lunchBreak.minutes * 60) {
    throw DomainError.field('/lunchBreak', 'NOT_A_BREAK', 'The break does not fit between its from and to.');
  }
}

import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../../../auth/index.js';
import type { Principal } from '../../../platform/access/index.js';
import { DomainError } from '../../../platform/errors/index.js';
import { againAfterDeadlock } from '../../../platform/prisma/again-after-deadlock.js';
import { PrismaService } from '../../../platform/prisma/prisma.service.js';
import { addDays } from '../../../platform/time/rome.js';
import type { DayHours } from '../../working-days/agent-calendar.js';
import { speakOfOverlap } from '../../visits/visit-problems.js';
import type { PlanWeekDto } from '../dto/plan-week.dto.js';
import type {
  PlannedWeekResponse,
  RefusedDayResponse,
  DayWithoutRouteResponse,
  WeekCadenceResponse,
} from '../dto/planned-week.response.js';
import type { RouteResponse } from '../dto/route.response.js';
import { assertTimes } from '../route-planning.service.js';
import { DayFrames } from '../day-frame.service.js';
import { type PlanToStore, RouteStoreService } from '../route-store.service.js';
import { type WeekCandidates, WeekCandidatesService } from './week-candidates.service.js';
import { type PlannedWeek, WeekPlanner } from './week-planner.service.js';
import { weekCandidateId } from './week-problem.js';
import { assertSomeDay, dayOff, type DaysOff, lastBeforeWork, workingDays } from './working-days.js';
import { type UnderWay, underWay } from './under-way.js';
import { minuteOf } from './calendar-days.js';
import { closedDoors } from './closed-doors.js';
import { outsideCadence } from './cadence-kept.js';
import type { Span } from './visits-needed.js';

/** Driving and finding the door, per visit: enough to guess how many a day holds. Minutes. */
const BETWEEN_VISITS = 20;

const SHIFT_OVER = { reason: 'SHIFT_OVER', message: 'Nothing of the shift is left.' } as const;
const FROZEN = { code: 'FROZEN', message: 'It stays as it is.' } as const;

/** A refusal of the calendar: it belongs to one day, and the others go on. */
const REFUSALS = new Set(['VISIT_OVERLAP', 'PLAN_OUTDATED']);

/** Plans an agent's next days: whom to visit on which, and the route of each. */
@Injectable()
export class WeekPlanningService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly users: UserDirectory,
    private readonly candidates: WeekCandidatesService,
    private readonly planner: WeekPlanner,
    private readonly store: RouteStoreService,
    private readonly frames: DayFrames,
  ) {}

  /**
   * @throws DomainError OWNER_UNKNOWN, CLIENT_UNKNOWN, NOT_A_SHIFT, NOT_A_BREAK, NOT_THAT_DAY, NOTHING_TO_PLAN (400),
   * TOO_MANY_CANDIDATES, WORKING_HOURS_UNKNOWN (422), ROUTE_ENGINE_UNAVAILABLE (503)
   */
  async planWeek(actor: Principal, body: PlanWeekDto): Promise<PlannedWeekResponse> {
    const { days, clientIds, visitMinutes = 30, frozenDays = 0, commit = false } = body;
    assertTimes({ ...body, date: body.from });
    const agentId = await this.users.resolveOwner(this.prisma, actor, body.agentId, 'route:plan', '/agentId');
    const { off, hoursOf, ...frame } = await this.frames.ofDays(agentId, body);
    const working = workingDays(body.from, days, off);
    assertSomeDay(working);
    const today = await this.underWay(actor, agentId, body, { dates: working.slice(frozenDays), hoursOf });
    const over = today?.shift === null;
    const dates = working.slice(over ? frozenDays + 1 : frozenDays);
    if (dates.length === 0)
      throw DomainError.field('/frozenDays', 'NOTHING_TO_PLAN', 'No day is left that may be planned.');
    const span = { dates, until: lastBeforeWork(dates.at(-1) ?? body.from, off) };
    const hoursOn = dates.map((date, day) => ({
      ...hoursOf(date),
      ...(day === 0 && today?.shift && { shift: today.shift }),
    }));
    const shifts = hoursOn.map(({ shift }) => shift);
    const wish = {
      ...{ agentId, ...span, shifts, clientIds, visitMinutes, today },
      perDay: perDay(hoursOn, visitMinutes),
    };
    const found = await this.candidates.collect(actor, wish);
    const { objective = 'MAX_PRIORITY', seed = 1 } = body;
    // No transaction is held open while the engine thinks.
    const week = await this.planner.plan({
      ...frame,
      ...{ objective, seed, dates, hoursOn },
      ...(body.here && today?.shift && { here: body.here }),
      candidates: found.candidates,
    });
    const routes: RouteResponse[] = [];
    const refused: RefusedDayResponse[] = [];
    for (const { request, day } of week.days) {
      const mine = new Set(request.candidates.map(({ visitId }) => visitId));
      const visits = found.visits.filter(({ id }) => mine.has(id));
      const kept = await this.keep(actor, { agentId, request, day, found: { visits }, commit });
      routes.push(kept.route);
      if (kept.refused) refused.push({ date: request.date, ...kept.refused });
    }
    return {
      ...{ agentId, routes, refused },
      unassigned: week.unassigned.map((entry) => ({ ...entry })),
      skipped: [
        ...(over ? [{ date: body.from, ...SHIFT_OVER }] : []),
        ...skippedDays(body.from, working, frozenDays, off),
      ],
      closedDoors: closedDoors(found.candidates, dates),
      cadence: cadenceOf(found, span, routes, week),
    };
  }

  /** Today, where `now` is given and the plan begins with today. @throws DomainError NOT_THAT_DAY (400) */
  private async underWay(
    actor: Principal,
    agentId: string,
    { now, from }: PlanWeekDto,
    { dates, hoursOf }: { dates: readonly string[]; hoursOf: (date: string) => DayHours },
  ): Promise<UnderWay | null> {
    if (now === undefined) return null;
    const visits = await this.candidates.visitsOn(actor, agentId, [from]);
    const today = underWay(new Date(now), from, hoursOf(from).shift, visits);
    return dates[0] === from ? today : null;
  }

  /** One day is written whole; what the calendar refuses is kept as a plan alone. */
  private async keep(
    actor: Principal,
    plan: PlanToStore,
  ): Promise<{ route: RouteResponse; refused: Omit<RefusedDayResponse, 'date'> | null }> {
    const write = (commit: boolean): Promise<RouteResponse> =>
      againAfterDeadlock(() =>
        this.prisma.$transaction((tx) => this.store.write(tx, actor, { ...plan, commit })),
      );
    try {
      const route = await speakOfOverlap(
        write(plan.commit),
        'The plan meets visits that keep their time: move or cancel them, or plan without what meets them.',
      );
      return { route, refused: null };
    } catch (error) {
      if (!(error instanceof DomainError) || !REFUSALS.has(error.code)) throw error;
      return { route: await write(false), refused: { code: error.code, message: error.message } };
    }
  }
}

/** How many visits a day holds, in the mean. */
function perDay(hours: readonly DayHours[], visitMinutes: number): number {
  const minutes = hours.map(
    ({ shift, lunchBreak }) => minuteOf(shift.to) - minuteOf(shift.from) - (lunchBreak?.minutes ?? 0),
  );
  const mean = minutes.reduce((sum, each) => sum + each, 0) / hours.length;
  return Math.max(1, Math.floor(mean / (visitMinutes + BETWEEN_VISITS)));
}

function skippedDays(
  from: string,
  working: readonly string[],
  frozenDays: number,
  off: DaysOff,
): DayWithoutRouteResponse[] {
  const skipped: DayWithoutRouteResponse[] = [];
  for (let date = from; date <= (working.at(-1) ?? ''); date = addDays(date, 1)) {
    if (working.indexOf(date) >= frozenDays) continue;
    const { code: reason, message } = dayOff(date, off) ?? FROZEN;
    skipped.push({ date, reason, message });
  }
  return skipped;
}

/** The cadence of each client, followed through the visits of the calendar and of the plan. */
function cadenceOf(
  { rhythms, dueOn, moreDue }: WeekCandidates,
  span: Span,
  routes: readonly RouteResponse[],
  { notInTime }: PlannedWeek,
): WeekCadenceResponse {
  const days = Map.groupBy(
    routes.flatMap(({ date, stops }) => stops.map(({ clientId }) => ({ clientId, date }))),
    ({ clientId }) => clientId,
  );
  const late = Map.groupBy(notInTime, ({ candidate }) => candidate.clientId);
  const followed = rhythms.flatMap((rhythm) => {
    const planned = (days.get(rhythm.id) ?? []).map(({ date }) => date);
    const visits = [...new Set([...rhythm.standing, ...planned])].sort();
    if (visits.length === 0 && rhythm.dueOn > span.until) return []; // might have come early
    const reasons = new Map(
      (late.get(rhythm.id) ?? []).flatMap(({ candidate, reason }) => {
        const due = dueOn.get(weekCandidateId(candidate));
        return due === undefined ? [] : [[due, reason] as const];
      }),
    );
    return [{ clientId: rhythm.id, outside: outsideCadence(rhythm, visits, span, reasons) }];
  });
  const outside = followed.flatMap(({ clientId, outside: why }) => (why ? [{ clientId, ...why }] : []));
  const left = outside.filter(({ visitedOn }) => visitedOn === null).length;
  return {
    ...{
      due: followed.length,
      onTime: followed.length - outside.length,
      late: outside.length - left,
      left,
      moreDue,
    },
    visitsNeeded: dueOn.size,
    outside: outside.sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1)),
  };
}

import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { addDays, type BusinessDate } from '../../platform/time/rome.js';
import {
  type AgentCalendar,
  type DayHours,
  dayOff,
  hoursOn,
  type LunchBreak,
  type Shift,
} from '../working-days/agent-calendar.js';
import { AgentCalendars } from '../working-days/agent-calendars.service.js';
import type { DayRequest } from './day/planned-day.js';
import type { PlanDayDto } from './dto/plan-day.dto.js';
import type { SeveralDaysDto } from './dto/plan-week.dto.js';
import type { DaysOff } from './week/working-days.js';

/** So far ahead absences count; working days are looked for no farther. */
const A_YEAR = 366;

/** Where and when a day is planned: what the request says, and for the rest what the agent has stored. */
export type DayFrame = Pick<DayRequest, 'start' | 'end' | 'shift' | 'lunchBreak' | 'maxMeters'>;

/** The same of several days. */
export interface DaysFrame extends DayFrame {
  readonly off: DaysOff;
  /** The hours of a day that is worked. */
  readonly hoursOf: (date: BusinessDate) => DayHours;
}

type Asked = Pick<PlanDayDto, 'start' | 'end' | 'shift' | 'lunchBreak' | 'maxKm'>;

/** Joins what a request says with an agent's stored working hours; each thing that it says wins over theirs. */
@Injectable()
export class DayFrames {
  constructor(
    private readonly prisma: PrismaService,
    private readonly calendars: AgentCalendars,
  ) {}

  /**
   * Who names a shift says that this day is worked, whatever the calendar has.
   * @throws DomainError WORKING_HOURS_UNKNOWN (422), DAY_NOT_WORKED (409)
   */
  async ofDay(agentId: string, { date, ...asked }: Asked & { date: BusinessDate }): Promise<DayFrame> {
    const calendar = await this.calendars.read(this.prisma, agentId, date, date);
    assertKnown(agentId, asked, calendar);
    if (!asked.shift) assertWorked(date, calendar);
    const { shift: stored = null, lunchBreak = null } = hoursOn(date, calendar) ?? {};
    const shift = asked.shift ?? stored;
    if (!shift) throw notKnown(agentId, ['shift']);
    return { ...placesOf(agentId, asked, calendar), shift, lunchBreak: lunchOf(asked, lunchBreak) };
  }

  /** @throws DomainError WORKING_HOURS_UNKNOWN (422) */
  async ofDays(agentId: string, asked: SeveralDaysDto): Promise<DaysFrame> {
    const { from, shift, absentOn } = asked;
    const calendar = await this.calendars.read(this.prisma, agentId, from, addDays(from, A_YEAR));
    assertKnown(agentId, asked, calendar);
    const usual = shift ?? envelope(calendar);
    if (!usual) throw notKnown(agentId, ['shift']);
    const lunchBreak = lunchOf(asked, null);
    return {
      ...placesOf(agentId, asked, calendar),
      ...{ shift: usual, lunchBreak },
      off: { absentOn: new Set(absentOn), calendar, ...(shift && { shift }) },
      hoursOf: (date) => {
        const hours = hoursOn(date, calendar, shift) ?? { shift: usual, lunchBreak };
        return { shift: hours.shift, lunchBreak: lunchOf(asked, hours.lunchBreak) };
      },
    };
  }
}

/** Null says that there is none; left out: the stored one. */
function lunchOf({ lunchBreak }: Asked, stored: LunchBreak | null): LunchBreak | null {
  return lunchBreak === undefined ? stored : lunchBreak;
}

function placesOf(
  agentId: string,
  { start, end, maxKm }: Asked,
  { hours }: AgentCalendar,
): Pick<DayFrame, 'start' | 'end' | 'maxMeters'> {
  const from = start ?? hours?.start;
  if (!from) throw notKnown(agentId, ['start']);
  const usual = hours?.start ? hours.end : from;
  const km = maxKm === undefined ? (hours?.maxKm ?? null) : maxKm;
  return { start: from, end: end === undefined ? usual : end, ...(km !== null && { maxMeters: km * 1000 }) };
}

/** @throws DomainError WORKING_HOURS_UNKNOWN (422), naming all that is missing at once */
function assertKnown(agentId: string, { start, shift }: Asked, { hours }: AgentCalendar): void {
  const missing = [
    ...(start || hours?.start ? [] : ['start']),
    ...(shift || Object.keys(hours?.days ?? {}).length > 0 ? [] : ['shift']),
  ];
  if (missing.length > 0) throw notKnown(agentId, missing);
}

function notKnown(agentId: string, missing: readonly string[]): DomainError {
  const setAt = `/api/v1/agents/${agentId}/working-hours`;
  return new DomainError(
    'unprocessable',
    'WORKING_HOURS_UNKNOWN',
    `Nobody has said ${missing.map((name) => `\`${name}\``).join(' and ')}: send ${missing.length > 1 ? 'them' : 'it'} with this request, or set the agent’s working hours once with PUT ${setAt}.`,
    { members: { missing, setAt } },
  );
}

/** @throws DomainError DAY_NOT_WORKED (409) */
function assertWorked(date: BusinessDate, calendar: AgentCalendar): void {
  const off = dayOff(date, calendar);
  if (!off) return;
  throw new DomainError(
    'conflict',
    'DAY_NOT_WORKED',
    `The agent does not work on ${date}. ${off.message} Name a \`shift\` to plan the day all the same.`,
    { members: { date, reason: off.code } },
  );
}

/** From the earliest begin of the week to its latest end. */
function envelope({ hours }: AgentCalendar): Shift | null {
  const shifts = Object.values(hours?.days ?? {}).map(({ shift }) => shift);
  if (shifts.length === 0) return null;
  const sorted = (times: string[]): string[] => times.sort();
  return {
    from: sorted(shifts.map(({ from }) => from))[0] ?? '',
    to: sorted(shifts.map(({ to }) => to)).at(-1) ?? '',
  };
}

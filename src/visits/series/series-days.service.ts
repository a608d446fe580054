import { Injectable } from '@nestjs/common';
import { ClientDirectory } from '../../crm-core/index.js';
import type { VisitSeries } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../platform/time/rome.js';
import { openOn } from '../routes/day/opening-hours.js';
import { type AgentCalendar, isAway } from '../working-days/agent-calendar.js';
import { AgentCalendars } from '../working-days/agent-calendars.service.js';
import { holidayOn } from '../working-days/holidays/holidays.js';
import { wallSlot, type Recurrence } from './recurrence.js';

export type DayLeftOut = 'HOLIDAY' | 'ABSENT' | 'CLIENT_CLOSED';

/**
 * Days that a series leaves out: the agent's holidays and absences, and those on which the client is closed out of turn. The
 * weekly hours of both don't count: that weekday and hour were agreed between two people.
 */
@Injectable()
export class SeriesDays {
  constructor(
    private readonly calendars: AgentCalendars,
    private readonly clients: ClientDirectory,
  ) {}

  /** Asks once for a stretch of days. @returns why a day of it is left out, or null */
  async leftOut(
    tx: Tx,
    { agentId, clientId }: VisitSeries,
    rule: Recurrence,
    [first, last]: readonly [BusinessDate, BusinessDate],
  ): Promise<(date: BusinessDate) => DayLeftOut | null> {
    const calendar = await this.calendars.read(tx, agentId, first, last);
    const client = (await this.clients.referredTo(tx, [clientId])).get(clientId);
    const hours = wallSlot(rule);
    return (date) => {
      if (isHoliday(date, calendar)) return 'HOLIDAY';
      if (isAway(date, calendar, hours)) return 'ABSENT';
      // Unknown hours: only what was said of dates, and holidays, can close it.
      const closed = client && openOn({ ...client, openingHours: null }, date).open?.length === 0;
      return closed ? 'CLIENT_CLOSED' : null;
    };
  }
}

function isHoliday(date: BusinessDate, { hours }: AgentCalendar): boolean {
  return !hours?.worksOnHolidays && holidayOn(date, hours?.homeTown ?? null) !== null;
}

import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { type BusinessDate, toDateColumn } from '../../platform/time/rome.js';
import type { AgentCalendar } from './agent-calendar.js';
import { toAgentHours, toAway } from './working-hours.mapper.js';

/** Where the planners ask when an agent works. Who may plan an agent's day was decided before. */
@Injectable()
export class AgentCalendars {
  /** Working hours, and the absences that touch these days, the last one counted. */
  async read(tx: Tx, agentId: string, from: BusinessDate, to: BusinessDate): Promise<AgentCalendar> {
    const hours = await tx.workingHours.findUnique({ where: { agentId } });
    const absences = await tx.absence.findMany({
      where: { agentId, from: { lte: toDateColumn(to) }, to: { gte: toDateColumn(from) } },
      orderBy: [{ from: 'asc' }, { id: 'asc' }],
    });
    return { hours: hours && toAgentHours(hours), away: absences.map(toAway) };
  }
}

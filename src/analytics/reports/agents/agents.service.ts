import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/index.js';
import type { Period } from '../arithmetic/period.js';
import { opportunitiesBehind } from '../drill-down.js';
import { daysKpi, meanMoneyKpi, ratioKpi } from '../overview/kpis.js';
import { Reach } from '../reach.js';
import { ReportReader } from '../report-reader.service.js';
import type { ReportQuery } from '../report.query.js';
import { type AgentRow, readAgents } from './agents.queries.js';
import type { AgentFiguresResponse, AgentsResponse } from './agents.response.js';

/** The same figures for each agent. */
@Injectable()
export class AgentsService {
  constructor(private readonly reader: ReportReader) {}

  /** @throws DomainError when the period is none */
  async agents(actor: Principal, query: ReportQuery): Promise<AgentsResponse> {
    const reach = new Reach(actor, query);
    const byAmount = !actor.hides('opportunity.amount');
    return this.reader.read(query, async ({ tx, period, previous, header }) => ({
      ...header,
      agents: (await readAgents(tx, reach, period, byAmount)).map((row) =>
        toFigures(actor, query, row, period),
      ),
      ...(previous && {
        previousAgents: (await readAgents(tx, reach, previous, byAmount)).map((row) =>
          toFigures(actor, query, row, previous),
        ),
      }),
    }));
  }
}

function toFigures(
  actor: Principal,
  { pipelineId }: ReportQuery,
  row: AgentRow,
  { from, to }: Period,
): AgentFiguresResponse {
  const own = new Reach(actor, { ownerId: row.id, pipelineId });
  const behind = (filters: Record<string, string>): string => opportunitiesBehind(own, filters);
  const closed = { closedFrom: from, closedTo: to };
  return {
    agentId: row.id,
    fullName: row.fullName,
    teamId: row.teamId,
    teamName: row.teamName,
    created: {
      count: Number(row.created),
      amount: row.createdAmount,
      drillDown: behind({ createdFrom: from, createdTo: to }),
    },
    won: { count: Number(row.won), amount: row.wonAmount, drillDown: behind({ status: 'WON', ...closed }) },
    lost: {
      count: Number(row.lost),
      amount: row.lostAmount,
      drillDown: behind({ status: 'LOST', ...closed }),
    },
    open: {
      count: Number(row.count),
      amount: row.amount,
      weighted: row.weighted,
      drillDown: behind({ status: 'OPEN' }),
    },
    winRate: ratioKpi('winRate', row.won, row.won + row.lost),
    averageWonAmount: meanMoneyKpi('averageWonAmount', row.wonAmount, row.won),
    salesCycle: daysKpi('salesCycle', row.cycleSeconds, row.won),
    visitsPlanned: Number(row.planned),
    visitsCompleted: Number(row.completed),
    strikeRate: ratioKpi('strikeRate', row.withOrder, row.completed),
    visitOrderAmount: row.orderAmount,
  };
}

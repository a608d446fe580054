import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/index.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import type { Period } from '../arithmetic/period.js';
import { CountedDeals } from '../counted-deals.js';
import { openBehind } from '../drill-down.js';
import { readHandedOn } from '../handed-on.queries.js';
import { closeRateKpi, daysKpi, meanMoneyKpi, ratioKpi } from '../overview/kpis.js';
import { Reach } from '../reach.js';
import { ReportReader } from '../report-reader.service.js';
import type { ReportQuery } from '../report.query.js';
import { meanKmKpi, meanSecondsKpi, perDayKpi } from '../visits/visit-kpis.js';
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
    return this.reader.read(query, async ({ tx, period, previous, today, header }) => ({
      ...header,
      agents: await figures(tx, reach, period, today, byAmount),
      ...(previous && { previousAgents: await figures(tx, reach, previous, today, byAmount) }),
    }));
  }
}

async function figures(
  tx: Tx,
  reach: Reach,
  period: Period,
  today: BusinessDate,
  byAmount: boolean,
): Promise<AgentFiguresResponse[]> {
  const rows = await readAgents(tx, reach, period, today, byAmount);
  const counted = new CountedDeals(reach, await readHandedOn(tx, reach, period, { owners: true }));
  return rows.map((row) => toFigures(reach.of(row.id), counted.of(row.id), row, period));
}

function toFigures(reach: Reach, counted: CountedDeals, row: AgentRow, period: Period): AgentFiguresResponse {
  return {
    agentId: row.id,
    fullName: row.fullName,
    teamId: row.teamId,
    teamName: row.teamName,
    created: { count: Number(row.created), amount: row.createdAmount, ...counted.created(period) },
    won: { count: Number(row.won), amount: row.wonAmount, ...counted.closed('WON', period) },
    lost: { count: Number(row.lost), amount: row.lostAmount, ...counted.closed('LOST', period) },
    open: {
      count: Number(row.count),
      amount: row.amount,
      weighted: row.weighted,
      ...openBehind(reach),
    },
    closeRate: closeRateKpi('closeRate', row, counted.created(period, 'WON')),
    winRate: ratioKpi('winRate', row.won, row.won + row.lost),
    averageWonAmount: meanMoneyKpi('averageWonAmount', row.wonAmount, row.won),
    salesCycle: daysKpi('salesCycle', row.cycleSeconds, row.won),
    visitsPlanned: Number(row.planned),
    visitsCompleted: Number(row.completed),
    planAdherence: ratioKpi('planAdherence', row.kept, row.due),
    strikeRate: ratioKpi('strikeRate', row.withOrder, row.completed),
    timeInStore: meanSecondsKpi('timeInStore', row.storeSeconds, row.timed),
    visitsPerDay: perDayKpi('visitsPerDay', row.completed, row.worked),
    kmPerVisit: meanKmKpi('kmPerVisit', row.routeMeters, row.routed),
    visitOrderAmount: row.orderAmount,
  };
}

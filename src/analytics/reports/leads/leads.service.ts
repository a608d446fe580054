import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/index.js';
import { ClientLifecycle } from '../../../platform/prisma/generated/enums.js';
import type { Period } from '../arithmetic/period.js';
import { clientsBehind, clientsOnceBehind } from '../drill-down.js';
import { compareKpis, countKpi, ratioKpi } from '../overview/kpis.js';
import { Reach } from '../reach.js';
import { ReportReader } from '../report-reader.service.js';
import type { ReportQuery } from '../report.query.js';
import { readLeadKpis } from './lead-kpis.js';
import {
  MOST_SOURCES,
  type NewSource,
  type PresentSource,
  readNewSources,
  readPresentSources,
} from './leads.queries.js';
import type {
  LeadsResponse,
  LifecycleCountResponse,
  NewLeadsResponse,
  PresentClientsResponse,
  SourceCountResponse,
} from './leads.response.js';

const LIFECYCLES = Object.values(ClientLifecycle);

/** Where leads come from, how soon somebody speaks to them, and how many become customers. */
@Injectable()
export class LeadsService {
  constructor(private readonly reader: ReportReader) {}

  /** @throws DomainError when the period is none */
  async leads(actor: Principal, query: ReportQuery): Promise<LeadsResponse> {
    const reach = new Reach(actor, query);
    return this.reader.read(query, async ({ tx, period, previous, today, header }) => {
      const kpis = await readLeadKpis(tx, reach, period, today);
      const before = previous && (await readLeadKpis(tx, reach, previous, today));
      const sources = await readNewSources(tx, reach, period, today);
      return {
        ...header,
        kpis: before ? compareKpis(kpis, before) : kpis,
        sources: sources.map((row) => toNewLeads(reach, period, row)),
        now: toPresent(reach, await readPresentSources(tx, reach)),
      };
    });
  }
}

function toNewLeads(reach: Reach, { from, to }: Period, { source, leads, won }: NewSource): NewLeadsResponse {
  const filters = { lead: 'true', createdFrom: from, createdTo: to, ...sourceFilter(source) };
  return {
    source: source || null,
    newLeads: countKpi('newLeads', leads, clientsOnceBehind(reach, filters)),
    leadConversion: {
      ...ratioKpi('leadConversion', won, leads),
      ...clientsOnceBehind(reach, { ...filters, becameCustomer: 'true' }),
    },
  };
}

function toPresent(reach: Reach, rows: readonly PresentSource[]): PresentClientsResponse {
  const bySource = rows.slice(0, MOST_SOURCES).map((row) => toSource(reach, row));
  const byLifecycle = counted(reach, rows, {});
  const count = total(byLifecycle);
  return { count, byLifecycle, bySource, otherSources: count - total(bySource) };
}

function toSource(reach: Reach, row: PresentSource): SourceCountResponse {
  const filter = sourceFilter(row.source);
  const byLifecycle = counted(reach, [row], filter).filter(({ count }) => count > 0);
  return {
    source: row.source || null,
    count: total(byLifecycle),
    byLifecycle,
    ...clientsBehind(reach, filter),
  };
}

function counted(
  reach: Reach,
  rows: readonly PresentSource[],
  filter: Record<string, string>,
): LifecycleCountResponse[] {
  return LIFECYCLES.map((lifecycle) => ({
    lifecycle,
    count: rows.reduce((sum, row) => sum + Number(row[lifecycle]), 0),
    ...clientsBehind(reach, { lifecycle, ...filter }),
  }));
}

function total(parts: readonly { count: number }[]): number {
  return parts.reduce((sum, { count }) => sum + count, 0);
}

function sourceFilter(source: string): Record<string, string> {
  return source === '' ? { withoutSource: 'true' } : { source };
}

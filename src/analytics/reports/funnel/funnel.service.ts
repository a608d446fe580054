import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/index.js';
import type { Period } from '../arithmetic/period.js';
import { readStayMedians } from '../durations.queries.js';
import { readHandedOnEntries } from '../handed-on.queries.js';
import { Reach } from '../reach.js';
import { type ReportFrame, ReportReader } from '../report-reader.service.js';
import type { ReportQuery } from '../report.query.js';
import { readFunnel } from './funnel.queries.js';
import type { FunnelResponse, FunnelStageResponse } from './funnel.response.js';
import { toStage } from './funnel-stage.js';
import { readWaiting } from '../waiting.queries.js';

/** How deals pass through the stages. */
@Injectable()
export class FunnelService {
  constructor(private readonly reader: ReportReader) {}

  /** @throws DomainError when the period is none */
  async funnel(actor: Principal, query: ReportQuery): Promise<FunnelResponse> {
    const reach = new Reach(actor, query);
    return this.reader.read(query, async (frame) => ({
      ...frame.header,
      stages: await stages(frame, reach, frame.period),
      ...(frame.previous && { previousStages: await stages(frame, reach, frame.previous) }),
    }));
  }
}

async function stages(
  { tx, header }: ReportFrame,
  reach: Reach,
  period: Period,
): Promise<FunnelStageResponse[]> {
  const rows = await readFunnel(tx, reach, period);
  const ended = rows.reduce((sum, { leftCount }) => sum + leftCount, 0n);
  const lasting = rows.reduce((sum, row) => (row.kind === 'OPEN' ? sum + row.lasting : sum), 0n);
  const facts = {
    medians: await readStayMedians(tx, reach, period, ended),
    waiting: header.computedAt ? await readWaiting(tx, reach, period, header.computedAt, lasting) : new Map(),
    handedOn: await readHandedOnEntries(tx, reach, period),
  };
  return rows.map((row) => toStage(row, reach, period, facts));
}

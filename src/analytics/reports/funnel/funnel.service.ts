import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/index.js';
import { percent, roundedQuotient } from '../arithmetic/fractions.js';
import { Reach } from '../reach.js';
import { ReportReader } from '../report-reader.service.js';
import type { ReportQuery } from '../report.query.js';
import { type FunnelRow, readFunnel } from './funnel.queries.js';
import type { FunnelResponse, FunnelStageResponse } from './funnel.response.js';

/** How deals pass through the stages. */
@Injectable()
export class FunnelService {
  constructor(private readonly reader: ReportReader) {}

  /** @throws DomainError when the period is none */
  async funnel(actor: Principal, query: ReportQuery): Promise<FunnelResponse> {
    const reach = new Reach(actor, query);
    return this.reader.read(query, async ({ tx, period, previous, header }) => ({
      ...header,
      stages: (await readFunnel(tx, reach, period)).map(toStage),
      ...(previous && { previousStages: (await readFunnel(tx, reach, previous)).map(toStage) }),
    }));
  }
}

function toStage(row: FunnelRow): FunnelStageResponse {
  const { pipelineId, pipelineName, stageId, stageName, kind, entered, advanced, dropped, amount } = row;
  const passes = kind === 'OPEN';
  return {
    pipelineId,
    pipelineName,
    stageId,
    stageName,
    kind,
    entered: Number(entered),
    advanced: passes ? Number(advanced) : null,
    dropped: passes ? Number(dropped) : null,
    remaining: passes ? Number(entered - advanced - dropped) : null,
    conversion: passes ? percent(advanced, entered) : null,
    dropOff: passes ? percent(dropped, entered) : null,
    amount,
    staysEnded: Number(row.leftCount),
    meanSecondsInStage: row.leftCount === 0n ? null : Number(roundedQuotient(row.leftSeconds, row.leftCount)),
    medianSecondsInStage: row.medianSeconds === null ? null : Number(row.medianSeconds),
  };
}

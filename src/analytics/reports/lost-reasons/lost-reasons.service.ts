import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/index.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { readHandedOn } from '../handed-on.queries.js';
import { Reach } from '../reach.js';
import { ReportReader } from '../report-reader.service.js';
import type { ReportQuery } from '../report.query.js';
import { LostDeals } from './lost-deals.js';
import { type LostRow, readLost, readLostCatalogue, readStagesNamed } from './lost-reasons.queries.js';
import type { LostReasonResponse, LostReasonsResponse, LostStageResponse } from './lost-reasons.response.js';

/** Why deals were lost, and from which stage. */
@Injectable()
export class LostReasonsService {
  constructor(private readonly reader: ReportReader) {}

  /** @throws DomainError when the period is none */
  async lostReasons(actor: Principal, query: ReportQuery): Promise<LostReasonsResponse> {
    const reach = new Reach(actor, query);
    return this.reader.read(query, async ({ tx, period, previous, header }) => {
      const rows = await readLost(tx, reach, period);
      const before = previous && (await readLost(tx, reach, previous));
      const lost = new LostDeals(
        rows,
        before,
        reach,
        period,
        await readHandedOn(tx, reach, period, { losses: true }),
      );
      return {
        ...header,
        total: lost.figures({}),
        reasons: await reasons(tx, lost),
        stages: await stages(tx, lost, [...rows, ...(before ?? [])]),
        cells: rows
          .toSorted((a, b) => Number(b.count - a.count))
          .map(({ reason, stageId }) => ({ reason, stageId, ...lost.figures({ reason, stageId }) })),
      };
    });
  }
}

async function reasons(tx: Tx, lost: LostDeals): Promise<LostReasonResponse[]> {
  return (await readLostCatalogue(tx))
    .filter(({ key, isRetired }) => !isRetired || lost.has({ reason: key }))
    .map(({ key, labelIt, labelEn, isRetired }) => ({
      ...{ reason: key, labelIt, labelEn, isRetired },
      ...lost.figures({ reason: key }),
    }));
}

async function stages(tx: Tx, lost: LostDeals, rows: readonly LostRow[]): Promise<LostStageResponse[]> {
  const ids = [...new Set(rows.flatMap(({ stageId }) => stageId ?? []))];
  const named = (await readStagesNamed(tx, ids)).map((stage) => ({
    ...stage,
    ...lost.figures({ stageId: stage.stageId }),
  }));
  if (!lost.has({ stageId: null })) return named;
  const unknown = { stageId: null, stageName: null, pipelineId: null, pipelineName: null };
  return [...named, { ...unknown, ...lost.figures({ stageId: null }) }];
}

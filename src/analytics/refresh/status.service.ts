import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { AppConfig } from '../../platform/config/config.js';
import type { JobRun } from '../../platform/prisma/generated/client.js';
import { AnalyticsDatabase } from '../../platform/prisma/analytics-database.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { DEFINITION_VERSION } from '../definitions/kpi-definitions.js';
import { readRebuilt } from './rebuild-progress.queries.js';
import { REFRESH_JOB, SNAPSHOT_JOB } from './refresh.service.js';
import type { AnalyticsStatusResponse, JobRunResponse } from './status.response.js';
import { countJournalBehind, WATERMARK } from './watermark.queries.js';

const MOST_COUNTED = 10_000;

/** How fresh the figures are, and what the last runs did. */
@Injectable()
export class StatusService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly reports: AnalyticsDatabase,
    private readonly config: AppConfig,
  ) {}

  /** As reports read the figures; why a run failed is told those alone who may refresh. */
  async status(actor: Principal): Promise<AnalyticsStatusResponse> {
    // What reports show now, which a replica may show a little later than the refresh has made it.
    const mark = await this.reports.prisma.kpiWatermark.findUnique({ where: { name: WATERMARK } });
    const behind = await countJournalBehind(this.prisma, mark?.transaction ?? 0n, MOST_COUNTED + 1);
    const runs = (await this.lastRuns()).map((run) => toRun(run, actor));
    const lastRun = await this.prisma.jobRun.findFirst({
      where: { job: REFRESH_JOB },
      orderBy: { startedAt: 'desc' },
    });
    return {
      computedAt: mark?.refreshedAt ?? null,
      watermark: mark === null ? null : String(mark.transaction),
      lag: { journalRows: Math.min(behind, MOST_COUNTED), more: behind > MOST_COUNTED },
      rebuilding: (await readRebuilt(this.reports.prisma)).length > 0,
      schedule: this.config.kpiRefreshCron || null,
      definitionVersion: DEFINITION_VERSION,
      lastRun: lastRun && toRun(lastRun, actor),
      runs,
    };
  }

  private lastRuns(): Promise<JobRun[]> {
    const where = { job: { in: [REFRESH_JOB, SNAPSHOT_JOB] } };
    return this.prisma.jobRun.findMany({ where, orderBy: [{ startedAt: 'desc' }, { id: 'desc' }], take: 10 });
  }
}

function toRun(run: JobRun, reader: Principal): JobRunResponse {
  const { id, job, window, startedAt, finishedAt, error, facts } = run;
  const state = error !== null ? 'FAILED' : finishedAt === null ? 'RUNNING' : 'DONE';
  return {
    id,
    job,
    window,
    state,
    startedAt,
    finishedAt,
    error: reader.can('analytics:refresh') ? error : null,
    facts:
      reader.scope('analytics:read').kind === 'all'
        ? Object.fromEntries(Object.entries(facts as object).filter(([name]) => name !== 'requestedById'))
        : null,
  };
}

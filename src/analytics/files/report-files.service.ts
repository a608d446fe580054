import { randomUUID } from 'node:crypto';
import { Injectable, StreamableFile } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { csvAnswer } from '../../platform/csv/index.js';
import { ShownAnswers } from '../../platform/field-rules/index.js';
import { JournalService } from '../../platform/journal/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { addDays } from '../../platform/time/rome.js';
import type { Interval } from '../reports/arithmetic/period.js';
import { type ReportAnswers, ReportCatalogue, type ReportName } from '../reports/report-catalogue.service.js';
import { reportCsv } from './report-csv.js';
import type { ReportFile } from './report-file.js';
import type { ReportFileQuery } from './report-file.query.js';
import { REPORT_FILES } from './report-files.js';

/** Reports as CSV files: what their routes answer to this reader, and noted as data that leave. */
@Injectable()
export class ReportFiles {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly reports: ReportCatalogue,
    private readonly answers: ShownAnswers,
  ) {}

  /** @throws DomainError when the period is none */
  async csv<Name extends ReportName>(
    actor: Principal,
    report: Name,
    { format, ...query }: ReportFileQuery & { interval?: Interval },
  ): Promise<StreamableFile> {
    const file: ReportFile<ReportAnswers[Name]> = REPORT_FILES[report];
    const answer = await this.reports.read(report, actor, { interval: 'month', ...query });
    const { from, to } = answer.period;
    const rows = file.rows(this.answers.shown(file.operation, answer, actor));
    await this.record(actor, report, query, rows.length);
    const text = reportCsv(file, rows, format);
    return new StreamableFile(Buffer.from(text), csvAnswer(`${report}-${from}`, addDays(to, -1)));
  }

  /** Who takes which figures out: written before the first byte leaves. */
  private record(actor: Principal, report: ReportName, query: object, rows: number): Promise<void> {
    const told = Object.entries(query).filter(([, value]) => value !== undefined);
    return this.journal.record(this.prisma, actor, {
      action: 'analytics.exported',
      entity: 'export',
      entityId: randomUUID(),
      ownerId: actor.userId,
      facts: { report, ...Object.fromEntries<Prisma.InputJsonValue>(told), rows },
    });
  }
}

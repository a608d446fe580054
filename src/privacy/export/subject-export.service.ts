import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { JournalService } from '../../platform/journal/index.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { HANDLING } from '../classification/data-class.js';
import { apiName, columnsWhere, tablesOf } from '../classification/subject-tables.js';
import { Mentions } from '../erasure/mentions.service.js';
import { type PlainRow, readRows } from '../rows/rows.queries.js';
import { readUnwritten } from '../rows/unwritten.queries.js';
import type { SubjectDto } from '../subjects/subject.dto.js';
import type { Subject } from '../subjects/subject.js';
import { Subjects } from '../subjects/subjects.service.js';
import type { ExportedSubjectResponse, SubjectExportResponse } from './subject-export.response.js';

/** Answers what is known of a person (art. 15 and 20 GDPR), as the classification names it. */
@Injectable()
export class SubjectExport {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly subjects: Subjects,
    private readonly mentions: Mentions,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError FIELD_HIDDEN (403), NOT_FOUND, NOT_A_PERSON (409), VALIDATION_FAILED (400) */
  async create(actor: Principal, body: SubjectDto): Promise<SubjectExportResponse> {
    assertSeesAll(actor);
    return this.prisma.$transaction(
      async (tx) => {
        const { subjects, elsewhere } = await this.subjects.find(tx, body);
        const exported: ExportedSubjectResponse[] = [];
        for (const subject of subjects) exported.push(await this.exportOne(tx, subject));
        await this.journal.record(
          tx,
          actor,
          ...subjects.map(({ kind, id, clientId, ownerId }) => ({
            ...({ action: 'privacy.exported', entity: kind, entityId: id } as const),
            ...{ clientId, ownerId },
          })),
        );
        return { createdAt: this.clock.now(), subjects: exported, elsewhere };
      },
      { timeout: 30_000 },
    );
  }

  private async exportOne(tx: Tx, subject: Subject): Promise<ExportedSubjectResponse> {
    const tables: Record<string, PlainRow[]> = {};
    for (const { table, classified, where } of tablesOf(subject)) {
      const shown = columnsWhere(classified, (dataClass) => HANDLING[dataClass].exported);
      const rows = await readRows(tx, table, where);
      tables[table] = rows.map((row) => pick(row, shown));
    }
    const mentions: Record<string, PlainRow[]> = {};
    for (const { table, row, changes } of await this.mentions.find(tx, subject))
      (mentions[table] ??= []).push(pick(row, ['id', ...Object.keys(changes)]));
    const unwritten = await readUnwritten(tx, subject.named);
    if (unwritten.length > 0) (mentions['import_rows'] ??= []).push(...unwritten);
    return { kind: subject.kind, id: subject.id, tables, mentions };
  }
}

/** The answer to a person is whole or none. */
function assertSeesAll({ hiddenFields }: Principal): void {
  if (hiddenFields.size === 0) return;
  const detail = `Your role does not see ${[...hiddenFields].join(', ')}: ask somebody who sees everything for this.`;
  throw new DomainError('forbidden', 'FIELD_HIDDEN', detail);
}

function pick(row: PlainRow, columns: readonly string[]): PlainRow {
  return Object.fromEntries(
    columns.filter((column) => column in row).map((column) => [apiName(column), row[column]]),
  );
}

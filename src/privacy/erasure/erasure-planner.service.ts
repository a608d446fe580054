import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ClientDeletionRules } from '../../crm-core/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { businessDateOf } from '../../platform/time/rome.js';
import { HANDLING } from '../classification/data-class.js';
import {
  apiName,
  columnsWhere,
  erasedColumns,
  heldColumns,
  tablesOf,
} from '../classification/subject-tables.js';
import { heldUntil } from '../domain/accounting-hold.js';
import { countRows } from '../rows/rows.queries.js';
import { readUnwritten } from '../rows/unwritten.queries.js';
import type { SubjectDto } from '../subjects/subject.dto.js';
import type { Elsewhere, Subject } from '../subjects/subject.js';
import { holdSubjects } from '../subjects/subjects.queries.js';
import { Subjects } from '../subjects/subjects.service.js';
import type { ErasureBlockResponse, ErasureTableResponse } from './erasure.response.js';
import { lastSaleTo } from './holds.queries.js';
import { type Mention, Mentions } from './mentions.service.js';

export interface PlannedSubject extends Subject {
  /** `YYYY-MM-DD`; null: nothing is held. */
  until: string | null;
}

export interface ErasurePlan {
  subjects: PlannedSubject[];
  elsewhere: Elsewhere[];
  tables: ErasureTableResponse[];
  mentions: Mention[];
  blockedBy: ErasureBlockResponse[];
  /** Of exactly this plan. */
  confirmation: string;
}

/** Says beforehand what an erasure will do, and what it will leave and why. */
@Injectable()
export class ErasurePlanner {
  constructor(
    private readonly subjects: Subjects,
    private readonly mentions: Mentions,
    private readonly deletionRules: ClientDeletionRules,
    private readonly clock: Clock,
  ) {}

  /**
   * @param hold against other writers, until the transaction ends
   * @throws DomainError NOT_FOUND, NOT_A_PERSON (409), VALIDATION_FAILED (400)
   */
  async plan(tx: Tx, body: SubjectDto, hold: boolean): Promise<ErasurePlan> {
    const found = await this.subjects.find(tx, body);
    if (hold) await holdSubjects(tx, found.subjects);
    const subjects: PlannedSubject[] = [];
    const tables: ErasureTableResponse[] = [];
    const mentions: Mention[] = [];
    const blockedBy: ErasureBlockResponse[] = [];
    for (const subject of found.subjects) {
      const until = await this.holdOn(tx, subject);
      subjects.push({ ...subject, until });
      tables.push(
        ...(await this.tablesOf(tx, subject, until !== null)),
        ...(await this.unwritten(tx, subject)),
      );
      mentions.push(...(await this.mentions.find(tx, subject)));
      const reason = await this.blockOf(tx, subject);
      if (reason !== undefined) blockedBy.push({ subjectId: subject.id, reason });
    }
    const confirmation = digest([subjects.map(({ id, until }) => [id, until]), tables, mentions.length]);
    return { subjects, elsewhere: found.elsewhere, tables, mentions, blockedBy, confirmation };
  }

  private async holdOn(tx: Tx, { kind, ids }: Subject): Promise<string | null> {
    if (kind === 'contact') return null;
    const last = await lastSaleTo(tx, ids);
    return heldUntil(last && businessDateOf(last), businessDateOf(this.clock.now()));
  }

  private async tablesOf(tx: Tx, subject: Subject, held: boolean): Promise<ErasureTableResponse[]> {
    const planned: ErasureTableResponse[] = [];
    for (const { table, classified, where } of tablesOf(subject)) {
      const rows = await countRows(tx, table, where);
      if (rows === 0) continue;
      planned.push({
        ...{ subjectId: subject.id, table, rows },
        erased: erasedColumns(classified, held).map(apiName),
        held: held ? heldColumns(classified).map(apiName) : [],
        kept: columnsWhere(
          classified,
          (dataClass) => HANDLING[dataClass].exported && HANDLING[dataClass].erased === false,
        ).map(apiName),
      });
    }
    return planned;
  }

  private async unwritten(tx: Tx, { id: subjectId, named }: Subject): Promise<ErasureTableResponse[]> {
    const { length: rows } = await readUnwritten(tx, named);
    if (rows === 0) return [];
    return [{ subjectId, table: 'import_rows', rows, erased: ['data', 'errors'], held: [], kept: [] }];
  }

  /** A client with open deals or visits ahead is still being dealt with. */
  private async blockOf(tx: Tx, { kind, id }: Subject): Promise<string | undefined> {
    if (kind === 'contact') return undefined;
    try {
      await this.deletionRules.assertDeletable(tx, id);
      return undefined;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'CLIENT_IN_USE') return error.detail;
      throw error;
    }
  }
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 32);
}

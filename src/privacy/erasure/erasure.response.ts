import { ApiProperty } from '@nestjs/swagger';
import type { Erasure } from '../../platform/prisma/generated/client.js';
import { fromDateColumn } from '../../platform/time/rome.js';
import { ElsewhereResponse } from '../export/subject-export.response.js';

export class ErasedSubjectResponse {
  @ApiProperty({ enum: ['client', 'contact'] })
  kind: 'client' | 'contact';

  @ApiProperty({ format: 'uuid' })
  id: string;
}

/** What is done to the rows of one table. */
export class ErasureTableResponse {
  /** Whose rows. */
  @ApiProperty({ format: 'uuid' })
  subjectId: string;

  @ApiProperty({ example: 'activities' })
  table: string;

  /** Rows that belong to the person. */
  @ApiProperty({ type: 'integer' })
  rows: number;

  /** Fields that are emptied, or filled with a pseudonym where the row can't be without. */
  @ApiProperty({ type: [String], example: ['subject', 'body'] })
  erased: string[];

  /** Fields that a hold keeps until it ends. */
  @ApiProperty({ type: [String], example: [] })
  held: string[];

  /** Fields that say nothing of a person once the others are gone, and the proof of consents. */
  @ApiProperty({ type: [String], example: ['type', 'dueAt'] })
  kept: string[];
}

export class ErasureHoldResponse {
  @ApiProperty({ format: 'uuid' })
  subjectId: string;

  reason: string;

  /** The day on which what is held goes too, by itself. */
  @ApiProperty({ format: 'date' })
  until: string;
}

export class ErasureBlockResponse {
  @ApiProperty({ format: 'uuid' })
  subjectId: string;

  /** What must be closed before. */
  reason: string;
}

/** What an erasure would do, or has done. */
export class ErasurePlanResponse {
  /** Null: a dry run, nothing was changed. */
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  erasureId: string | null;

  /** Send it to have exactly this done. */
  confirmation: string;

  subjects: ErasedSubjectResponse[];

  tables: ErasureTableResponse[];

  /** Texts about the same client that speak of a contact by name, e-mail or telephone: the mention is taken out. */
  @ApiProperty({ type: 'integer' })
  mentions: number;

  holds: ErasureHoldResponse[];

  /** While there are any, the erasure is refused. */
  blockedBy: ErasureBlockResponse[];

  /** Companies and accounts with the same address: they stay, somebody has to look at them. */
  elsewhere: ElsewhereResponse[];
}

/** An erasure that was done; nothing in it names a person. */
export class ErasureResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  subjects: ErasedSubjectResponse[];

  /** Rows by table. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  counts: Record<string, number>;

  /** Until when a hold keeps the rest; null: nothing was held. */
  @ApiProperty({ format: 'date', nullable: true, type: String })
  heldUntil: string | null;

  /** When nothing was left; null: something is still held. */
  completedAt: Date | null;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  createdById: string | null;

  createdAt: Date;
}

export function toErasureResponse(row: Erasure): ErasureResponse {
  const { id, subjects, counts, heldUntil, completedAt, createdById, createdAt } = row;
  return {
    id,
    subjects: subjects as unknown as ErasedSubjectResponse[],
    counts: counts as Record<string, number>,
    heldUntil: heldUntil && fromDateColumn(heldUntil),
    ...{ completedAt, createdById, createdAt },
  };
}

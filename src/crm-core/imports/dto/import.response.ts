import { ApiProperty } from '@nestjs/swagger';
import type { Import } from '../../../platform/prisma/generated/client.js';
import { ImportStatus, ImportType } from '../../../platform/prisma/generated/enums.js';

/** An import that goes on in the background. */
export class ImportAcceptedResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: ImportStatus, enumName: 'ImportStatus' })
  status: ImportStatus;
}

export class ImportNoticeResponse {
  /** Stable, machine-readable. */
  @ApiProperty({ example: 'HEADER_BELOW' })
  code: string;

  it: string;

  en: string;
}

export class ImportResponse extends ImportAcceptedResponse {
  @ApiProperty({ enum: ImportType, enumName: 'ImportType' })
  type: ImportType;

  fileName: string;

  /** As recognised from the file: `utf8`, `win1252`, `cp850` (DOS), `macroman` (Macintosh), `utf16le` or `utf16be`. */
  encoding: string;

  /** As recognised from the file: `;`, `,`, `|` or a tab. */
  separator: string | null;

  key: string | null;

  /** Field → header, as given or guessed. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  mapping: Record<string, string>;

  /** The mapping was guessed from the headers: correct it with `POST /imports/{id}/check`. */
  mappingGuessed: boolean;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  defaults: Record<string, string>;

  /** Rows of the file, header and blank lines aside; while checking, those read so far. */
  @ApiProperty({ type: 'integer' })
  total: number;

  /** While checking and when READY, what a commit would do; from then on, what it has done so far. */
  @ApiProperty({ type: 'integer' })
  created: number;

  @ApiProperty({ type: 'integer' })
  updated: number;

  /** Rows that say what is there already. */
  @ApiProperty({ type: 'integer' })
  skipped: number;

  /** Rows that can't be written; their reasons are in `/errors`. */
  @ApiProperty({ type: 'integer' })
  failed: number;

  /** Valid rows in which something was mended that people should look at; what, is in `/warnings`. */
  @ApiProperty({ type: 'integer' })
  warned: number;

  /** Rows whose writing was taken back. */
  @ApiProperty({ type: 'integer' })
  reverted: number;

  /** Rows that a revert left as they are, for somebody touched them since; they are named in `/errors`. */
  @ApiProperty({ type: 'integer' })
  kept: number;

  /** Headers of columns that bring nothing. */
  ignored: string[];

  /** What people should know about the file as a whole. */
  notices: ImportNoticeResponse[];

  /** Why the file as a whole could not be imported. */
  failure: string | null;

  /** The same in Italian. */
  failureIt: string | null;

  @ApiProperty({ format: 'uuid' })
  createdById: string;

  createdAt: Date;

  /** When its last row was written. */
  committedAt: Date | null;

  /** When its last row was taken back. */
  revertedAt: Date | null;
}

export function toImportResponse(row: Import): ImportResponse {
  const {
    id,
    status,
    type,
    fileName,
    encoding,
    separator,
    key,
    mapping,
    defaults,
    total,
    created,
    updated,
    skipped,
    failed,
    warned,
    reverted,
    kept,
    ignored,
    failure,
    failureIt,
  } = row;
  const { createdById, createdAt, committedAt, revertedAt } = row;
  return {
    id,
    status,
    type,
    fileName,
    encoding,
    separator,
    key,
    mapping: mapping as Record<string, string>,
    mappingGuessed: row.guessed,
    defaults: defaults as Record<string, string>,
    total,
    created,
    updated,
    skipped,
    failed,
    warned,
    reverted,
    kept,
    ignored,
    notices: row.notices as unknown as ImportNoticeResponse[],
    failure,
    failureIt,
    createdById,
    createdAt,
    committedAt,
    revertedAt,
  };
}

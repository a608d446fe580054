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

export class ImportResponse extends ImportAcceptedResponse {
  @ApiProperty({ enum: ImportType, enumName: 'ImportType' })
  type: ImportType;

  fileName: string;

  /** As recognised from the file: `utf8` or `win1252`. */
  encoding: string;

  /** As recognised from the header: `;`, `,` or a tab. */
  separator: string | null;

  key: string | null;

  /** Field → header, as given or guessed. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  mapping: Record<string, string>;

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

  /** Why the file as a whole could not be imported. */
  failure: string | null;

  @ApiProperty({ format: 'uuid' })
  createdById: string;

  createdAt: Date;

  /** When its last row was written. */
  committedAt: Date | null;
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
    failure,
  } = row;
  const { createdById, createdAt, committedAt } = row;
  return {
    id,
    status,
    type,
    fileName,
    encoding,
    separator,
    key,
    mapping: mapping as Record<string, string>,
    defaults: defaults as Record<string, string>,
    total,
    created,
    updated,
    skipped,
    failed,
    failure,
    createdById,
    createdAt,
    committedAt,
  };
}

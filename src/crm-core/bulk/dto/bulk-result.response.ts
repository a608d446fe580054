import { ApiProperty } from '@nestjs/swagger';
import type { BulkItem } from '../../../platform/prisma/generated/client.js';
import { BulkItemStatus } from '../../../platform/prisma/generated/enums.js';

/** What became of one row. */
export class BulkResultResponse {
  /** The client, or the opportunity. */
  @ApiProperty({ format: 'uuid' })
  entityId: string;

  /** SKIPPED: it was so already. */
  @ApiProperty({ enum: BulkItemStatus, enumName: 'BulkItemStatus' })
  status: BulkItemStatus;

  /** Of a refused one: the code that the single call would have answered with; where a field is wrong, that of the field. */
  @ApiProperty({ type: String, nullable: true, example: 'CLIENT_IN_USE' })
  code: string | null;

  /** Of a refused one: why, for people. */
  detail: string | null;
}

export function toBulkResultResponse({ entityId, status, code, detail }: BulkItem): BulkResultResponse {
  return { entityId, status, code, detail };
}

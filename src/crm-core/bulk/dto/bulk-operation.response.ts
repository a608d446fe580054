import { ApiProperty } from '@nestjs/swagger';
import type { BulkOperation } from '../../../platform/prisma/generated/client.js';
import { BulkAction, BulkResource, BulkStatus } from '../../../platform/prisma/generated/enums.js';
import type { BulkCounts } from '../bulk-results.queries.js';
import { BulkResultResponse } from './bulk-result.response.js';

export class BulkOperationResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: BulkResource, enumName: 'BulkResource' })
  resource: BulkResource;

  @ApiProperty({ enum: BulkAction, enumName: 'BulkAction' })
  action: BulkAction;

  @ApiProperty({ enum: BulkStatus, enumName: 'BulkStatus' })
  status: BulkStatus;

  /** Rows that were chosen. */
  @ApiProperty({ type: 'integer' })
  total: number;

  @ApiProperty({ type: 'integer' })
  done: number;

  /** It was so already. */
  @ApiProperty({ type: 'integer' })
  skipped: number;

  /** Could not be done; the reasons are in the results. */
  @ApiProperty({ type: 'integer' })
  refused: number;

  @ApiProperty({ format: 'uuid' })
  createdById: string;

  createdAt: Date;

  finishedAt: Date | null;
}

/** What `POST /clients/bulk` and `POST /opportunities/bulk` answer. */
export class BulkAnswerResponse {
  /** Rows that the ids or the filter choose. */
  @ApiProperty({ type: 'integer' })
  count: number;

  /** Null for a dry run. */
  @ApiProperty({ type: BulkOperationResponse, nullable: true })
  operation: BulkOperationResponse | null;

  /** One for each row when all was done at once; null for a dry run, and for work that goes on in the background. */
  @ApiProperty({ type: [BulkResultResponse], nullable: true })
  results: BulkResultResponse[] | null;
}

export function toBulkOperationResponse(row: BulkOperation, counts: BulkCounts): BulkOperationResponse {
  const { id, resource, action, status, total, createdById, createdAt, finishedAt } = row;
  const { done, skipped, refused } = counts;
  return { id, resource, action, status, total, done, skipped, refused, createdById, createdAt, finishedAt };
}

import { ApiProperty } from '@nestjs/swagger';

/** One merge into a client. */
export class MergeEntryResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  /** The client that took the other one in. */
  @ApiProperty({ format: 'uuid' })
  targetId: string;

  @ApiProperty({ format: 'uuid' })
  sourceId: string;

  sourceName: string;

  mergedAt: Date;

  @ApiProperty({ format: 'uuid' })
  mergedById: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  undoneAt: Date | null;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  undoneById: string | null;

  /** Until then it can be undone; null: no more. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  undoableUntil: Date | null;
}

import { ApiProperty } from '@nestjs/swagger';

export class AbsenceResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  agentId: string;

  @ApiProperty({ type: String, format: 'date' })
  from: string;

  /** The last day. */
  @ApiProperty({ type: String, format: 'date' })
  to: string;

  /** `HH:mm` in Europe/Rome; null: all day. */
  @ApiProperty({ type: String, nullable: true })
  fromTime: string | null;

  @ApiProperty({ type: String, nullable: true })
  toTime: string | null;

  @ApiProperty({ type: 'integer' })
  version: number;

  createdAt: Date;

  @ApiProperty({ format: 'uuid' })
  createdById: string;

  updatedAt: Date;

  @ApiProperty({ format: 'uuid' })
  updatedById: string;
}

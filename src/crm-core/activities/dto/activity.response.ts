import { ApiProperty } from '@nestjs/swagger';
import { ActivityType, CallDirection, CallOutcome } from '../../../platform/prisma/generated/enums.js';

export class ActivityResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: ActivityType, enumName: 'ActivityType' })
  type: ActivityType;

  subject: string;

  @ApiProperty({ nullable: true, type: String })
  body: string | null;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  clientId: string | null;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  opportunityId: string | null;

  /** Who is to do it, or did it. */
  @ApiProperty({ format: 'uuid' })
  ownerId: string;

  /** Who does it together with the owner. */
  @ApiProperty({ type: 'array', items: { type: 'string', format: 'uuid' } })
  assigneeIds: string[];

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  dueAt: Date | null;

  /** When owner and assignees are reminded. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  remindAt: Date | null;

  /** Minutes before `dueAt`; null: `remindAt` stands by itself. */
  @ApiProperty({ type: 'integer', nullable: true })
  remindMinutesBefore: number | null;

  /** null: still to do. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  doneAt: Date | null;

  /** Of a call, and so the next two. */
  @ApiProperty({ enum: CallDirection, enumName: 'CallDirection', nullable: true })
  callDirection: CallDirection | null;

  /** Only a call that was answered is a contact with the client; null counts as answered. */
  @ApiProperty({ enum: CallOutcome, enumName: 'CallOutcome', nullable: true })
  callOutcome: CallOutcome | null;

  /** Seconds. */
  @ApiProperty({ type: 'integer', nullable: true })
  durationSeconds: number | null;

  @ApiProperty({ type: 'integer' })
  version: number;

  createdAt: Date;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  createdById: string | null;

  updatedAt: Date;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  updatedById: string | null;
}

import { ApiProperty } from '@nestjs/swagger';
import {
  CheckInVerification,
  VisitCanceller,
  VisitOutcome,
  VisitStatus,
} from '../../../platform/prisma/generated/enums.js';
import { Protected } from '../../../platform/field-rules/index.js';

/** Where the agent was at the tap of check-in. */
export class CheckInPositionResponse {
  /** Degrees. */
  latitude: number;

  /** Degrees. */
  longitude: number;

  /** Uncertainty of the reading, metres. */
  accuracyMeters: number;
}

export class VisitResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  clientId: string;

  /** Who makes the visit. */
  @ApiProperty({ format: 'uuid' })
  agentId: string;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  opportunityId: string | null;

  /** The series that made it; null: by hand or by a plan. */
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  seriesId: string | null;

  scheduledAt: Date;

  @ApiProperty({ type: 'integer' })
  durationMinutes: number;

  /** `scheduledAt` plus the planned length. */
  endsAt: Date;

  /**
   * For which business day it counts as planned: that of `scheduledAt`, unless it was moved to another day when its own
   * had already begun.
   */
  @ApiProperty({ format: 'date' })
  plannedOn: string;

  purpose: string | null;

  /** An appointment at this very time: the planner never moves it. */
  fixed: boolean;

  @ApiProperty({ enum: VisitStatus, enumName: 'VisitStatus' })
  status: VisitStatus;

  /** Why it was skipped, cancelled or missed. */
  statusReason: string | null;

  /** Who called it off, where that was said. */
  @ApiProperty({ enum: VisitCanceller, enumName: 'VisitCanceller', nullable: true })
  cancelledBy: VisitCanceller | null;

  /** When the agent tapped, by the telephone's clock where the check-in came late. */
  checkedInAt: Date | null;

  /** Seconds from the tap until the check-in arrived from a telephone without network; null: at once. */
  @ApiProperty({ type: 'integer', nullable: true })
  checkInLateSeconds: number | null;

  /** Null until check-in, or without a position. */
  @ApiProperty({ type: CheckInPositionResponse, nullable: true })
  @Protected('visit.checkInPosition')
  checkInPosition: CheckInPositionResponse | null;

  /** Null until check-in. */
  @ApiProperty({ enum: CheckInVerification, enumName: 'CheckInVerification', nullable: true })
  verification: CheckInVerification | null;

  /** From the client at check-in; whole metres for the agent, to ten metres for everybody else. */
  @ApiProperty({ type: 'integer', nullable: true })
  distanceMeters: number | null;

  checkedOutAt: Date | null;

  /** The same of the check-out. */
  @ApiProperty({ type: 'integer', nullable: true })
  checkOutLateSeconds: number | null;

  /** Whether check-in or check-out arrived late: its time is the telephone's word. */
  recordedLate: boolean;

  @ApiProperty({ enum: VisitOutcome, enumName: 'VisitOutcome', nullable: true })
  outcome: VisitOutcome | null;

  /** EUR net of VAT. */
  @ApiProperty({ type: 'string', nullable: true, example: '1234.50' })
  @Protected('visit.orderAmount')
  orderAmount: string | null;

  notes: string | null;

  nextAction: string | null;

  @ApiProperty({ type: 'integer' })
  version: number;

  createdAt: Date;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  createdById: string | null;

  updatedAt: Date;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  updatedById: string | null;
}

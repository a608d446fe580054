import { ApiProperty } from '@nestjs/swagger';
import { INTERVALS } from '../../../crm-core/index.js';
import { Protected } from '../../../platform/field-rules/index.js';
import { ActivityType, VisitStatus } from '../../../platform/prisma/generated/enums.js';
import type { WallInterval } from '../../routes/day/opening-hours.js';

/** One part of the day. */
class MyDayPart {
  /** All rows, also those beyond `limit`. */
  @ApiProperty({ type: 'integer' })
  count: number;

  /** The list of exactly these rows, in this order: path and query below `/api/v1`. */
  drillDown: string;
}

export class MyDayActivity {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: ActivityType, enumName: 'ActivityType' })
  type: ActivityType;

  subject: string;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  clientId: string | null;

  /** Null without a client, or when the client is not the reader’s to see; so is the telephone. */
  @ApiProperty({ nullable: true, type: String })
  clientName: string | null;

  /** E.164. */
  @ApiProperty({ nullable: true, type: String })
  clientPhone: string | null;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  opportunityId: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  dueAt: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  remindAt: Date | null;

  /** For `If-Match`. */
  @ApiProperty({ type: 'integer' })
  version: number;
}

export class MyDayVisit {
  @ApiProperty({ format: 'uuid' })
  id: string;

  scheduledAt: Date;

  @ApiProperty({ type: 'integer' })
  durationMinutes: number;

  @ApiProperty({ enum: VisitStatus, enumName: 'VisitStatus' })
  status: VisitStatus;

  fixed: boolean;

  @ApiProperty({ nullable: true, type: String })
  purpose: string | null;

  /** The visit leads to its client, whoever owns that by now. */
  @ApiProperty({ format: 'uuid' })
  clientId: string;

  clientName: string;

  /** E.164. */
  @ApiProperty({ nullable: true, type: String })
  clientPhone: string | null;

  @ApiProperty({ nullable: true, type: String })
  street: string | null;

  @ApiProperty({ nullable: true, type: String })
  postalCode: string | null;

  @ApiProperty({ nullable: true, type: String })
  city: string | null;

  @ApiProperty({ nullable: true, type: String })
  province: string | null;

  /** Degrees. */
  @ApiProperty({ nullable: true, type: Number })
  latitude: number | null;

  /** Degrees. */
  @ApiProperty({ nullable: true, type: Number })
  longitude: number | null;

  /** `HH:mm` on the wall in Rome, when the client is open on this day, as planners see it; empty: closed; null: unknown. */
  @ApiProperty({ ...INTERVALS, nullable: true })
  openHours: WallInterval[] | null;

  @ApiProperty({ type: 'integer' })
  version: number;
}

export class MyDayDeal {
  @ApiProperty({ format: 'uuid' })
  id: string;

  title: string;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  clientId: string | null;

  /** Null without a client, or when the client is not the reader’s to see. */
  @ApiProperty({ nullable: true, type: String })
  clientName: string | null;

  /** EUR net of VAT. */
  @ApiProperty({ example: '1234.50' })
  @Protected('opportunity.amount')
  amount: string;

  @ApiProperty({ format: 'date' })
  expectedCloseDate: string;

  @ApiProperty({ format: 'uuid' })
  stageId: string;

  @ApiProperty({ type: 'integer' })
  version: number;
}

export class MyDayActivities extends MyDayPart {
  items: MyDayActivity[];
}

export class MyDayVisits extends MyDayPart {
  items: MyDayVisit[];
}

export class MyDayDeals extends MyDayPart {
  items: MyDayDeal[];
}

export class MyDayResponse {
  /** A business day (Europe/Rome). */
  @ApiProperty({ format: 'date' })
  date: string;

  @ApiProperty({ format: 'uuid' })
  agentId: string;

  computedAt: Date;

  /** Still to do and due before this day, the oldest first: tasks, calls, meetings, whatever has a due date. */
  overdueTasks: MyDayActivities;

  /** Still to do and due on this day. */
  tasks: MyDayActivities;

  /** Still to do, with a reminder on this day. */
  reminders: MyDayActivities;

  /** All visits of the day, given up ones too; null: the role sees no visits. */
  @ApiProperty({ type: MyDayVisits, nullable: true })
  visits: MyDayVisits | null;

  /** Open, and expected to close before this day; null: the role sees no opportunities. */
  @ApiProperty({ type: MyDayDeals, nullable: true })
  overdueDeals: MyDayDeals | null;

  /** Open, and expected to close from this day to the end of its week, Sunday; null as above. */
  @ApiProperty({ type: MyDayDeals, nullable: true })
  closingDeals: MyDayDeals | null;
}

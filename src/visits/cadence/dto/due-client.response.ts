import { ApiProperty } from '@nestjs/swagger';
import { CADENCE_STATUSES, type CadenceStatus } from '../domain/cadence.js';

/** A client who waits for a visit, with nothing planned yet. */
export class DueClientResponse {
  @ApiProperty({ format: 'uuid' })
  clientId: string;

  clientName: string;

  city: string | null;

  /** Degrees; null: not on the map, so no plan can visit it. */
  latitude: number | null;

  /** Degrees; null: not on the map, so no plan can visit it. */
  longitude: number | null;

  /** Whose client it is. */
  @ApiProperty({ format: 'uuid' })
  agentId: string;

  /** The last completed visit. */
  lastVisitAt: Date | null;

  /** The client's own interval, or that of its class. */
  @ApiProperty({ type: 'integer' })
  intervalDays: number;

  /** One interval after the last visit; a client never visited is due from its first day. */
  @ApiProperty({ format: 'date' })
  nextDueOn: string;

  /** Days since the last visit ÷ interval: 1 on the day when it is due. */
  urgency: number;

  /** DUE_SOON: within seven days. */
  @ApiProperty({ enum: CADENCE_STATUSES, enumName: 'CadenceStatus' })
  status: CadenceStatus;
}

import { ApiProperty } from '@nestjs/swagger';
import type { WebhookDelivery } from '../../../platform/prisma/generated/client.js';
import { WebhookDeliveryStatus } from '../../../platform/prisma/generated/enums.js';
import { DELIVERY_ERRORS, type DeliveryError } from '../../sending/outcome.js';

export class WebhookDeliveryResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  /** The row of the journal that it tells of; the event's id begins with it. */
  @ApiProperty({ example: '1204' })
  journalId: string;

  @ApiProperty({ example: 'opportunity.moved' })
  type: string;

  @ApiProperty({ format: 'uuid' })
  entityId: string;

  /** `DEAD`: all tries failed, and only a replay sends it again. */
  @ApiProperty({ enum: WebhookDeliveryStatus, enumName: 'WebhookDeliveryStatus' })
  status: WebhookDeliveryStatus;

  /** Tries since it came into being or was last replayed. */
  @ApiProperty({ type: 'integer' })
  attempts: number;

  /** Not before then, while it is `PENDING`; an earlier event of the same record goes first. */
  nextAttemptAt: Date;

  @ApiProperty({ type: Date, nullable: true })
  lastAttemptAt: Date | null;

  /** HTTP status of the last answer; null: none came. */
  @ApiProperty({ type: 'integer', nullable: true })
  lastStatus: number | null;

  @ApiProperty({ enum: DELIVERY_ERRORS, enumName: 'WebhookDeliveryError', nullable: true })
  lastError: DeliveryError | null;

  @ApiProperty({ type: Date, nullable: true })
  deliveredAt: Date | null;

  createdAt: Date;
}

/** How many dead letters are on their way again. */
export class WebhookReplayResponse {
  @ApiProperty({ type: 'integer' })
  replayed: number;
}

export function toWebhookDeliveryResponse(row: WebhookDelivery): WebhookDeliveryResponse {
  const { id, journalId, action, entityId, status, attempts, nextAttemptAt, lastAttemptAt } = row;
  const { lastStatus, lastError, deliveredAt, createdAt } = row;
  return {
    ...{ id, journalId: String(journalId), type: action, entityId, status, attempts, nextAttemptAt },
    ...{ lastAttemptAt, lastStatus, lastError: lastError as DeliveryError | null, deliveredAt, createdAt },
  };
}

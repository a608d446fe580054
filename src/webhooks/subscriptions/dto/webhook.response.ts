import { ApiProperty } from '@nestjs/swagger';
import { WebhookPause, WebhookStatus } from '../../../platform/prisma/generated/enums.js';
import { DELIVERY_ERRORS, type DeliveryError } from '../../sending/outcome.js';

export class WebhookResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uri' })
  url: string;

  @ApiProperty({ type: String, nullable: true })
  description: string | null;

  @ApiProperty({ type: [String], example: ['opportunity.moved'] })
  events: string[];

  @ApiProperty({ enum: WebhookStatus, enumName: 'WebhookStatus' })
  status: WebhookStatus;

  /** Why it is paused: an admin did it, the receiver answered 410, or for three days nothing has arrived. */
  @ApiProperty({ enum: WebhookPause, enumName: 'WebhookPause', nullable: true })
  pauseReason: WebhookPause | null;

  includePersonalData: boolean;

  includeProtectedFields: boolean;

  /** Until then events carry a signature by the former secret too; null: it was never rotated. */
  formerSecretUntil: Date | null;

  /** The first failure since an event last arrived; null: the last one did. */
  failingSince: Date | null;

  /** The receiver asked for rest until then (`Retry-After`). */
  restsUntil: Date | null;

  @ApiProperty({ type: 'integer' })
  version: number;

  createdAt: Date;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  createdById: string | null;

  updatedAt: Date;
}

export class WebhookWithSecretResponse extends WebhookResponse {
  /** Signs the events, as `docs/webhooks.md` tells. It can't be read again. */
  @ApiProperty({ example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' })
  secret: string;
}

/** What became of a test. */
export class WebhookPingResponse {
  delivered: boolean;

  /** HTTP status of the answer; null: none came. */
  @ApiProperty({ type: 'integer', nullable: true })
  status: number | null;

  /** What went wrong; null: nothing. */
  @ApiProperty({ enum: DELIVERY_ERRORS, enumName: 'WebhookDeliveryError', nullable: true })
  error: DeliveryError | null;
}

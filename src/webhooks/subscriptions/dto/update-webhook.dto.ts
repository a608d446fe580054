import { ApiProperty, PartialType } from '@nestjs/swagger';
import { IsEnum } from 'class-validator';
import { IsOmittable } from '../../../platform/http/index.js';
import { WebhookStatus } from '../../../platform/prisma/generated/enums.js';
import { CreateWebhookDto } from './create-webhook.dto.js';

/** Only what is sent is changed; the secret stays. */
export class UpdateWebhookDto extends PartialType(CreateWebhookDto, { skipNullProperties: false }) {
  /** While it is paused, events wait for 90 days; `ACTIVE` sends them. */
  @IsOmittable()
  @IsEnum(WebhookStatus)
  @ApiProperty({ enum: WebhookStatus, enumName: 'WebhookStatus', required: false })
  status?: WebhookStatus;
}

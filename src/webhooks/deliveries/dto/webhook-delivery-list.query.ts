import { ApiProperty } from '@nestjs/swagger';
import { IsEnum, IsOptional } from 'class-validator';
import { ListQuery } from '../../../platform/listing/index.js';
import { WebhookDeliveryStatus } from '../../../platform/prisma/generated/enums.js';

export class WebhookDeliveryListQuery extends ListQuery {
  @IsOptional()
  @IsEnum(WebhookDeliveryStatus)
  @ApiProperty({ enum: WebhookDeliveryStatus, enumName: 'WebhookDeliveryStatus', required: false })
  status?: WebhookDeliveryStatus;
}

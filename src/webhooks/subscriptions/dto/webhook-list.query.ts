import { IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../../platform/listing/index.js';

export class WebhookListQuery extends ListQuery {
  /** Whoever made them, also when that account is suspended: their webhooks go on. */
  @IsOptional()
  @IsUUID()
  createdById?: string;
}

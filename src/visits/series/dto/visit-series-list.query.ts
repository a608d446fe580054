import { IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../../platform/listing/index.js';

export class VisitSeriesListQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  agentId?: string;

  @IsOptional()
  @IsUUID()
  clientId?: string;
}

import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../../platform/listing/index.js';
import { IsMonth } from '../month.js';

/** Months are half-open: `from` is the first one, `to` the first after them. */
export class TargetListQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  ownerId?: string;

  /** Of those who are in this team now. */
  @IsOptional()
  @IsUUID()
  teamId?: string;

  @IsOptional()
  @IsMonth()
  @ApiProperty({ required: false })
  from?: string;

  @IsOptional()
  @IsMonth()
  @ApiProperty({ required: false })
  to?: string;
}

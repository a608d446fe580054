import { ApiProperty } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { IsBusinessDate } from '../../../platform/http/index.js';
import { ListQuery } from '../../../platform/listing/index.js';

export class AbsenceListQuery extends ListQuery {
  /** Those that go on on this day or later. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ type: String, format: 'date', required: false })
  from?: string;

  /** Those that begin before this day. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ type: String, format: 'date', required: false })
  to?: string;
}

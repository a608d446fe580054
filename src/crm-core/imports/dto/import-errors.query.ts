import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, MaxLength } from 'class-validator';
import { ListQuery } from '../../../platform/listing/index.js';

export class ImportErrorsQuery extends ListQuery {
  /** What is to be said about this column, by its header. */
  @IsOptional()
  @MaxLength(500)
  @ApiProperty({ required: false, example: 'Importo' })
  column?: string;

  /** Of this kind. */
  @IsOptional()
  @MaxLength(60)
  @ApiProperty({ required: false, example: 'AMOUNT_UNREADABLE' })
  code?: string;
}

import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

export class CreateClientQuery {
  /** `refuse`: nothing is created when a client within your scope is likely to be this one (409 `LIKELY_DUPLICATE`). */
  @IsOptional()
  @IsIn(['create', 'refuse'])
  @ApiProperty({ enum: ['create', 'refuse'], default: 'create', required: false })
  onDuplicate?: 'create' | 'refuse';
}

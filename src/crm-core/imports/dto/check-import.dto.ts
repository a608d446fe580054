import { ApiProperty, OmitType } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { CreateImportDto } from './create-import.dto.js';

/** How the file is to be read this time; what is left out stays as it was. `mapping: {}` lets it be guessed anew. */
export class CheckImportDto extends OmitType(CreateImportDto, ['type', 'key'] as const) {
  /** As for the upload; null: every row is new. */
  @IsOptional()
  @IsIn(['id', 'externalId', 'vatNumber'])
  @ApiProperty({
    type: 'string',
    enum: ['id', 'externalId', 'vatNumber', null],
    nullable: true,
    required: false,
  })
  key?: 'id' | 'externalId' | 'vatNumber' | null;
}

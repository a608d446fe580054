import { ApiProperty } from '@nestjs/swagger';
import { IsEnum, IsOptional } from 'class-validator';
import { ListQuery } from '../../../platform/listing/index.js';
import { ImportStatus, ImportType } from '../../../platform/prisma/generated/enums.js';

export class ImportListQuery extends ListQuery {
  @IsOptional()
  @IsEnum(ImportType)
  @ApiProperty({ enum: ImportType, enumName: 'ImportType', required: false })
  type?: ImportType;

  @IsOptional()
  @IsEnum(ImportStatus)
  @ApiProperty({ enum: ImportStatus, enumName: 'ImportStatus', required: false })
  status?: ImportStatus;
}

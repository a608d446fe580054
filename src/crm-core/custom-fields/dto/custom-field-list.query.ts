import { ApiProperty } from '@nestjs/swagger';
import { IsEnum, IsOptional } from 'class-validator';
import { ListQuery } from '../../../platform/listing/index.js';
import { CustomFieldResource } from '../../../platform/prisma/generated/enums.js';

export class CustomFieldListQuery extends ListQuery {
  @IsOptional()
  @IsEnum(CustomFieldResource)
  @ApiProperty({ enum: CustomFieldResource, enumName: 'CustomFieldResource', required: false })
  resource?: CustomFieldResource;
}

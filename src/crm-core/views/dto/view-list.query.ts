import { ApiProperty } from '@nestjs/swagger';
import { IsEnum, IsOptional } from 'class-validator';
import { ListQuery } from '../../../platform/listing/index.js';
import { ViewResource } from '../../../platform/prisma/generated/enums.js';

export class ViewListQuery extends ListQuery {
  @IsOptional()
  @IsEnum(ViewResource)
  @ApiProperty({ enum: ViewResource, enumName: 'ViewResource', required: false })
  resource?: ViewResource;
}

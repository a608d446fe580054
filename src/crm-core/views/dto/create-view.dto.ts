import { ApiProperty } from '@nestjs/swagger';
import { IsEnum, IsString, MaxLength, MinLength } from 'class-validator';
import { Trim } from '../../../platform/http/index.js';
import { ViewResource } from '../../../platform/prisma/generated/enums.js';
import { ViewFieldsDto } from './view-fields.dto.js';

export class CreateViewDto extends ViewFieldsDto {
  /** The list that it is a view of. */
  @IsEnum(ViewResource)
  @ApiProperty({ enum: ViewResource, enumName: 'ViewResource' })
  resource: ViewResource;

  /** One of its kind among the owner's views of this list. */
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name: string;
}

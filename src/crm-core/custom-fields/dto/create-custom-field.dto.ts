import { ApiProperty } from '@nestjs/swagger';
import { IsEnum, IsNotIn, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { Trim } from '../../../platform/http/index.js';
import { CustomFieldResource, CustomFieldType } from '../../../platform/prisma/generated/enums.js';
import { CUSTOM_KEY, RESERVED_KEYS } from '../domain/custom-field.js';
import { CustomFieldLimitsDto } from './custom-field-limits.dto.js';

export class CreateCustomFieldDto extends CustomFieldLimitsDto {
  @IsEnum(CustomFieldResource)
  @ApiProperty({ enum: CustomFieldResource, enumName: 'CustomFieldResource' })
  resource: CustomFieldResource;

  /** The name in `custom`; it can't be changed. */
  @Matches(CUSTOM_KEY, { message: 'key must be a name such as colour or shelfMeters, at most 40 characters' })
  @IsNotIn(RESERVED_KEYS)
  @ApiProperty({ example: 'colour', pattern: CUSTOM_KEY.source })
  key: string;

  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  labelIt: string;

  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  labelEn: string;

  @IsEnum(CustomFieldType)
  @ApiProperty({ enum: CustomFieldType, enumName: 'CustomFieldType' })
  type: CustomFieldType;
}

import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsEnum, IsString, MaxLength, MinLength } from 'class-validator';
import { IsOmittable, Trim } from '../../../platform/http/index.js';
import { CustomFieldType } from '../../../platform/prisma/generated/enums.js';
import { CustomFieldLimitsDto } from './custom-field-limits.dto.js';

/** Only what is sent is changed. Resource and key stay. */
export class UpdateCustomFieldDto extends CustomFieldLimitsDto {
  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  labelIt?: string;

  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  labelEn?: string;

  /** While no row has a value: 409 `FIELD_IN_USE`. */
  @IsOmittable()
  @IsEnum(CustomFieldType)
  @ApiProperty({ enum: CustomFieldType, enumName: 'CustomFieldType', required: false })
  type?: CustomFieldType;

  /** true: it takes no new values, the old ones stay readable. */
  @IsOmittable()
  @IsBoolean()
  archived?: boolean;
}

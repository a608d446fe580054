import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsString,
  MaxLength,
  MinLength,
  IsObject,
  ValidateNested,
} from 'class-validator';
import { HIDEABLE_FIELDS, type ProtectedField } from '../../../platform/access/index.js';
import { IsOmittable, Trim } from '../../../platform/http/index.js';
import { PermissionDto } from './permission.dto.js';

/** What an admin decides about a role of the company's own. */
export class RoleFieldsDto {
  /** What people call it; unique. */
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name: string;

  /** What it is for. */
  @IsOmittable()
  @Trim()
  @IsString()
  @MaxLength(500)
  description?: string;

  /** All that the role allows; what is not named is not allowed. Never above the editor's own rights. */
  @IsArray()
  @ArrayMaxSize(200)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => PermissionDto)
  permissions: PermissionDto[];

  /** The fields that who holds it does not see; none when left out. What the editor does not see must be among them. */
  @IsOmittable()
  @IsIn(HIDEABLE_FIELDS, { each: true })
  @ArrayUnique()
  @ApiProperty({ enum: HIDEABLE_FIELDS, isArray: true, required: false })
  hiddenFields?: ProtectedField[];
}

import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsString, MaxLength, MinLength, ValidateNested } from 'class-validator';
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
  @ValidateNested({ each: true })
  @Type(() => PermissionDto)
  permissions: PermissionDto[];
}

import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsString,
  MaxLength,
  MinLength,
  IsObject,
  ValidateNested,
} from 'class-validator';
import { IsInstant, Trim } from '../../../platform/http/index.js';
import { PASSWORD_MAX } from '../../login/password-policy.js';
import { PermissionDto } from '../../roles/dto/permission.dto.js';

export class CreateApiKeyDto {
  /** What it is for: `magazzino`. */
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name: string;

  /** Asked for again: a key outlives the session that makes it. */
  @IsString()
  @MaxLength(PASSWORD_MAX)
  currentPassword: string;

  /** Within a year (366 days); a key has an end. */
  @ApiProperty({ format: 'date-time' })
  @IsInstant()
  expiresAt: string;

  /** All that the key may do, never above one's own rights; accounts, rights, keys and imports are not for keys. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => PermissionDto)
  permissions: PermissionDto[];
}

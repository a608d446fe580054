import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import {
  ACTIONS,
  RESOURCES,
  SCOPE_LEVELS,
  type Action,
  type Resource,
  type ScopeLevel,
} from '../../../platform/access/index.js';

/** One permission with its scope; the vocabulary names those that exist. */
export class PermissionDto {
  @IsIn(RESOURCES)
  @ApiProperty({ enum: RESOURCES })
  resource: Resource;

  @IsIn(ACTIONS)
  @ApiProperty({ enum: ACTIONS })
  action: Action;

  /** Whose rows it reaches. */
  @IsIn(SCOPE_LEVELS)
  @ApiProperty({ enum: SCOPE_LEVELS })
  scope: ScopeLevel;
}

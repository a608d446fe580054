import { ApiProperty } from '@nestjs/swagger';
import {
  ACTIONS,
  RESOURCES,
  SCOPE_LEVELS,
  type Action,
  type Resource,
  type ScopeLevel,
} from '../../../platform/access/index.js';

/** One permission that roles can be made of. */
export class VocabularyEntryResponse {
  @ApiProperty({ enum: RESOURCES })
  resource: Resource;

  @ApiProperty({ enum: ACTIONS })
  action: Action;

  /** What it allows. */
  description: string;

  /** The scopes it can be given with, from narrow to wide. */
  @ApiProperty({ enum: SCOPE_LEVELS, isArray: true })
  scopes: ScopeLevel[];

  /** The widest scope with which the reader may give it to a role; null: not at all. */
  @ApiProperty({ enum: SCOPE_LEVELS, nullable: true })
  grantable: ScopeLevel | null;
}

/** What roles are made of. */
export class RoleVocabularyResponse {
  permissions: VocabularyEntryResponse[];
}

import { ApiProperty } from '@nestjs/swagger';
import {
  ACTIONS,
  HIDEABLE_FIELDS,
  RESOURCES,
  SCOPE_LEVELS,
  type Action,
  type ProtectedField,
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

/** A field that a role can hide from those who hold it. */
export class HideableFieldResponse {
  @ApiProperty({ enum: HIDEABLE_FIELDS })
  field: ProtectedField;

  /** What it holds. */
  description: string;

  /** The reader does not see it, and so can't make a role that does. */
  mustHide: boolean;
}

/** What roles are made of. */
export class RoleVocabularyResponse {
  permissions: VocabularyEntryResponse[];

  hideableFields: HideableFieldResponse[];
}

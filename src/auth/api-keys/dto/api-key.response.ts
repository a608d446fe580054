import { ApiProperty } from '@nestjs/swagger';
import { PermissionDto } from '../../roles/dto/permission.dto.js';

export class ApiKeyResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  /** Who made it, and on whose behalf it acts. */
  @ApiProperty({ format: 'uuid' })
  userId: string;

  name: string;

  /** How the key begins. */
  @ApiProperty({ example: 'nxk_3fQ9' })
  hint: string;

  /** As it was made; it never reaches beyond what its creator may do at the moment. */
  permissions: PermissionDto[];

  createdAt: Date;

  expiresAt: Date;

  /** To the minute; null: never. */
  lastUsedAt: Date | null;

  revokedAt: Date | null;
}

export class NewApiKeyResponse extends ApiKeyResponse {
  /** Send as `Authorization: Bearer nxk_…`. It can't be read again. */
  key: string;
}

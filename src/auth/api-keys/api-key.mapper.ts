import type { ApiKey } from '../../platform/prisma/generated/client.js';
import { knownPermissions } from '../permissions/rights.js';
import { listed } from '../roles/role.mapper.js';
import type { ApiKeyResponse } from './dto/api-key.response.js';

/** Names each field, so that the hash can't slip out. */
export function toApiKeyResponse(key: ApiKey): ApiKeyResponse {
  const { id, userId, name, hint, createdAt, expiresAt, lastUsedAt, revokedAt } = key;
  const permissions = listed(knownPermissions(key.permissions as Record<string, unknown>));
  return { id, userId, name, hint, permissions, createdAt, expiresAt, lastUsedAt, revokedAt };
}

import { isForKeys, type PermissionTable } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { tableOf } from '../roles/permission-list.js';
import type { PermissionDto } from '../roles/dto/permission.dto.js';

const DAY_MS = 86_400_000;
const MOST_DAYS = 366;

/** @throws DomainError VALIDATION_FAILED with PERMISSION_UNKNOWN, SCOPE_UNKNOWN, PERMISSION_TWICE, PERMISSION_NOT_FOR_KEYS */
export function keyScope(list: readonly PermissionDto[]): PermissionTable {
  const table = tableOf(list);
  const errors = list.flatMap(({ resource, action }, index) => {
    const permission = `${resource}:${action}` as keyof PermissionTable;
    if (isForKeys(permission)) return [];
    const detail = `${permission} is not for keys: it takes a person who is signed in.`;
    return [{ pointer: `/permissions/${index}`, code: 'PERMISSION_NOT_FOR_KEYS', detail }];
  });
  if (errors.length === 0) return table;
  const detail = errors.map((error) => error.detail).join(' ');
  throw new DomainError('invalid', 'VALIDATION_FAILED', detail, { errors });
}

/** A key has an end, within a year. @throws DomainError EXPIRY_OUT_OF_RANGE (400) */
export function assertEnds(expiresAt: Date, now: Date): void {
  const days = (expiresAt.getTime() - now.getTime()) / DAY_MS;
  if (days > 0 && days <= MOST_DAYS) return;
  throw DomainError.field(
    '/expiresAt',
    'EXPIRY_OUT_OF_RANGE',
    'A key ends after now, and within a year (366 days) at the latest.',
  );
}

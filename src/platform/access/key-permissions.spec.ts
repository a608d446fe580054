import { describe, expect, it } from '@jest/globals';
import { common, isForKeys } from './key-permissions.js';
import { PERMISSIONS } from './permission.js';

describe('what an API key can hold', () => {
  it('is nothing that manages accounts, rights or keys, and no import', () => {
    expect(PERMISSIONS.filter((permission) => !isForKeys(permission)).sort()).toEqual([
      'apikey:create',
      'apikey:delete',
      'apikey:read',
      'import:create',
      'import:read',
      'role:create',
      'role:delete',
      'role:update',
      'team:create',
      'team:update',
      'user:create',
      'user:update',
      'webhook:create',
      'webhook:delete',
      'webhook:update',
    ]);
  });

  it('is never more than what both the key and its creator have', () => {
    expect(
      common(
        { 'client:read': 'all', 'client:update': 'own', 'visit:read': 'team', 'route:read': 'team' },
        { 'client:read': 'team', 'client:update': 'all', 'visit:read': 'team', 'audit:read': 'all' },
      ),
    ).toEqual({ 'client:read': 'team', 'client:update': 'own', 'visit:read': 'team' });
  });
});

import type { PermissionTable } from '../../platform/access/index.js';
import type { Role } from '../../platform/prisma/generated/enums.js';

/** Who may do what, and to whose rows. What is not named is not allowed. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, PermissionTable>> = {
  ADMIN: {
    'client:read': 'all', 'client:create': 'all', 'client:update': 'all', 'client:delete': 'all', 'client:assign': 'all', 'client:export': 'all',
    'contact:read': 'all', 'contact:create': 'all', 'contact:update': 'all', 'contact:delete': 'all',
    'pipeline:read': 'all', 'pipeline:create': 'all', 'pipeline:update': 'all',
    'opportunity:read': 'all', 'opportunity:create': 'all', 'opportunity:update': 'all', 'opportunity:delete': 'all', 'opportunity:assign': 'all',
    'activity:read': 'all', 'activity:create': 'all', 'activity:update': 'all', 'activity:assign': 'all',
    'import:read': 'all', 'import:create': 'all',
    'visit:read': 'all', 'visit:create': 'all', 'visit:update': 'all', 'visit:delete': 'all', 'visit:assign': 'all',
    'route:read': 'all', 'route:plan': 'all',
    'analytics:read': 'all', 'analytics:refresh': 'all',
    'loyalty:read': 'all',
    'user:read': 'all', 'user:create': 'all', 'user:update': 'all',
    'team:read': 'all', 'team:create': 'all', 'team:update': 'all',
    'audit:read': 'all',
  },
  MANAGER: {
    'client:read': 'team', 'client:create': 'team', 'client:update': 'team', 'client:delete': 'team', 'client:assign': 'team', 'client:export': 'team',
    'contact:read': 'team', 'contact:create': 'team', 'contact:update': 'team', 'contact:delete': 'team',
    'pipeline:read': 'all',
    'opportunity:read': 'team', 'opportunity:create': 'team', 'opportunity:update': 'team', 'opportunity:delete': 'team', 'opportunity:assign': 'team',
    'activity:read': 'team', 'activity:create': 'team', 'activity:update': 'team', 'activity:assign': 'team',
    'import:read': 'own', 'import:create': 'own',
    'visit:read': 'team', 'visit:create': 'team', 'visit:update': 'team', 'visit:delete': 'team', 'visit:assign': 'team',
    'route:read': 'team', 'route:plan': 'team',
    'analytics:read': 'team',
    'loyalty:read': 'all',
    'user:read': 'team', 'team:read': 'team',
  },
  AGENT: {
    'client:read': 'own', 'client:create': 'own', 'client:update': 'own', 'client:export': 'own',
    'contact:read': 'own', 'contact:create': 'own', 'contact:update': 'own', 'contact:delete': 'own',
    'pipeline:read': 'all',
    'opportunity:read': 'own', 'opportunity:create': 'own', 'opportunity:update': 'own', 'opportunity:delete': 'own',
    'activity:read': 'own', 'activity:create': 'own', 'activity:update': 'own',
    'visit:read': 'own', 'visit:create': 'own', 'visit:update': 'own', 'visit:delete': 'own',
    'route:read': 'own', 'route:plan': 'own',
    'analytics:read': 'own',
    'loyalty:read': 'all',
  },
  ANALYST: {
    'client:read': 'all', 'contact:read': 'all',
    'pipeline:read': 'all',
    'opportunity:read': 'all', 'activity:read': 'all',
    'visit:read': 'all', 'route:read': 'all',
    'analytics:read': 'all',
    'loyalty:read': 'all',
    'user:read': 'all', 'team:read': 'all',
  },
};

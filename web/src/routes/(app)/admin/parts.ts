import { session, type PermissionName } from '#lib/session/session.svelte.ts';
import { words } from './words.ts';

const PARTS = [
  ['registrations', 'user:update'],
  ['users', 'user:read'],
  ['teams', 'team:read'],
  ['roles', 'role:read'],
  ['fields', 'customfield:update'],
  ['targets', 'target:update'],
  ['audit', 'audit:read'],
] as const satisfies readonly (readonly [keyof typeof words.t.tabs, PermissionName])[];

/** What of the administration this person may open. */
export function parts(): { name: (typeof PARTS)[number][0]; href: string; label: string }[] {
  return PARTS.filter(([, permission]) => session.can(permission)).map(([name]) => ({
    name,
    href: `/admin/${name}`,
    label: words.t.tabs[name],
  }));
}

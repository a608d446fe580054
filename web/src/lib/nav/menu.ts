import type { IconName } from '#lib/ui/icons.ts';
import { words } from '#lib/i18n/words.ts';
import { session, type PermissionName } from '#lib/session/session.svelte.ts';

interface Entry {
  href: string;
  icon: IconName;
  label: () => string;
  permission: PermissionName;
}

/** The pages of the menu in their order. */
const ENTRIES: readonly Entry[] = [
  { href: '/my-day', icon: 'day', label: () => words.t.nav.myDay, permission: 'visit:read' },
  { href: '/dashboard', icon: 'chart', label: () => words.t.nav.dashboard, permission: 'analytics:read' },
  { href: '/board', icon: 'board', label: () => words.t.nav.board, permission: 'opportunity:read' },
  { href: '/clients', icon: 'clients', label: () => words.t.nav.clients, permission: 'client:read' },
  { href: '/planner', icon: 'plan', label: () => words.t.nav.planner, permission: 'route:plan' },
  { href: '/import', icon: 'upload', label: () => words.t.desk.import, permission: 'import:read' },
  { href: '/admin', icon: 'admin', label: () => words.t.desk.admin, permission: 'target:update' },
];

/** As many as a telephone's bar shows beside “more”. */
export const ON_THE_BAR = 4;

/** What this person may open. */
export function menu(): readonly Entry[] {
  return ENTRIES.filter(({ permission }) => session.can(permission));
}

/** Where somebody begins: an agent with the day, whoever looks at others with the figures. */
export function home(): string {
  const looksAtOthers = session.can('analytics:read') && session.scope('analytics:read') !== 'own';
  return looksAtOthers ? '/dashboard' : (menu()[0]?.href ?? '/account');
}

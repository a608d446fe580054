import { Problem } from '#lib/api/problem.ts';
import { tell } from '#lib/state/toasts.svelte.ts';
import { words } from './words.ts';
import type { Refusal } from './writes.ts';

/** Why a write was not taken, for who made it. */
export function explain({ status, code, detail }: Refusal): string {
  const known: Readonly<Record<string, string>> = {
    TAP_TOO_LONG_AGO: words.t.late,
    TAP_IN_THE_FUTURE: words.t.clock,
    TAP_BEFORE_CHECK_IN: words.t.before,
  };
  return known[code] ?? tell(new Problem(status, code, detail));
}

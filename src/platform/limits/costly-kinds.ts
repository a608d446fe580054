export const COSTLY = Symbol('costly');

/** What is counted together: a user who plans much may still export. */
export type CostlyKind = 'import' | 'export' | 'planning' | 'bulk' | 'refresh' | 'dashboard';

/** What is opened all day: only how many of them run at once is limited. */
export const AT_ONCE_ONLY: ReadonlySet<CostlyKind> = new Set(['dashboard']);

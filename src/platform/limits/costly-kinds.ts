export const COSTLY = Symbol('costly');

/** What is counted together: a user who plans much may still export. */
export type CostlyKind = 'import' | 'export' | 'planning' | 'bulk' | 'refresh';

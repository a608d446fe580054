import { ADMIN, AGENT, MANAGER } from '../history/found-history.ts';

/** Who reads. */
export const READERS = { own: AGENT, team: MANAGER, all: ADMIN } as const;
export const PERIODS = {
  month: ['2026-10-01', '2026-11-01'],
  'last 30 days': ['2026-10-29', '2026-11-28'],
  quarter: ['2026-07-01', '2026-10-01'],
  year: ['2025-11-28', '2026-11-28'],
  'three years': ['2023-12-01', '2026-12-01'],
} as const;
export const EVERYTHING = { scopes: Object.keys(READERS), periods: Object.keys(PERIODS) };

/** What is asked for, and which of it is compared with the naive queries. */
export interface Asked {
  scopes: readonly string[];
  periods: readonly string[];
  naively: (scope: string, period: string) => boolean;
  /** Milliseconds after which a naive query is given up; 0: never. */
  patience: number;
}

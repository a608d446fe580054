/** Milliseconds after which PostgreSQL ends a statement, a wait for a lock, and a transaction in which nothing happens. */
export const TIME_LIMITS = {
  statement_timeout: 15_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 30_000,
} as const;

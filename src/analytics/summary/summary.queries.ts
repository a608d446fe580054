import type { LetterOutcome, SummaryLanguage } from '../../platform/prisma/generated/enums.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { type BusinessDate, fromDateColumn, toDateColumn } from '../../platform/time/rome.js';

export interface DueSubscription {
  userId: string;
  weekday: number;
  time: string;
  isActive: boolean;
}

/** Subscriptions whose moment has come, held until the transaction ends; those that another replica holds are its own. */
export async function takeDue(tx: Tx, now: Date, most: number): Promise<DueSubscription[]> {
  return tx.$queryRaw<DueSubscription[]>`
    SELECT s.user_id AS "userId", s.weekday, s.time, u.status = 'ACTIVE' AS "isActive"
    FROM summary_subscriptions s JOIN users u ON u.id = s.user_id
    WHERE s.next_due_at <= ${now} ORDER BY s.next_due_at LIMIT ${most} FOR UPDATE OF s SKIP LOCKED`;
}

export async function moveOn(tx: Tx, userId: string, nextDueAt: Date): Promise<void> {
  await tx.$executeRaw`UPDATE summary_subscriptions SET next_due_at = ${nextDueAt} WHERE user_id = ${userId}::uuid`;
}

export interface SummaryLetterKey {
  userId: string;
  dueOn: BusinessDate;
}

export interface TakenSummary extends SummaryLetterKey {
  /** This one included. */
  tries: number;
  email: string;
  fullName: string;
  /** Null: not wanted any more. */
  language: SummaryLanguage | null;
  dashboardId: string | null;
}

/** The letter that waits longest, taken until `leaseEnds`; undefined: none waits. */
export async function takeSummary(tx: Tx, now: Date, leaseEnds: Date): Promise<TakenSummary | undefined> {
  const [letter] = await tx.$queryRaw<(Omit<TakenSummary, 'dueOn'> & { dueOn: Date })[]>`
    WITH next AS (
      SELECT user_id, due_on FROM summary_letters WHERE ended_at IS NULL AND next_try_at <= ${now}
      ORDER BY next_try_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    UPDATE summary_letters l SET tries = l.tries + 1, next_try_at = ${leaseEnds}
    FROM next n JOIN users u ON u.id = n.user_id LEFT JOIN summary_subscriptions s ON s.user_id = n.user_id
    WHERE l.user_id = n.user_id AND l.due_on = n.due_on
    RETURNING l.user_id AS "userId", l.due_on AS "dueOn", l.tries, u.email, u.full_name AS "fullName",
      s.language::text AS language, s.dashboard_id AS "dashboardId"`;
  return letter && { ...letter, dueOn: fromDateColumn(letter.dueOn) };
}

export async function endSummary(
  tx: Tx,
  { userId, dueOn }: SummaryLetterKey,
  outcome: LetterOutcome,
  at: Date,
): Promise<void> {
  const where = { userId, dueOn: toDateColumn(dueOn) };
  await tx.summaryLetter.updateMany({ where, data: { outcome, endedAt: at } });
}

export async function postponeSummary(
  tx: Tx,
  { userId, dueOn }: SummaryLetterKey,
  nextTryAt: Date,
): Promise<void> {
  const where = { userId, dueOn: toDateColumn(dueOn), endedAt: null };
  await tx.summaryLetter.updateMany({ where, data: { nextTryAt } });
}

/** Letters that ended so many days ago. */
export async function deleteEndedSummaries(tx: Tx, now: Date, days: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM summary_letters WHERE ended_at < ${now}::timestamptz - make_interval(days => ${days}::int)`;
}

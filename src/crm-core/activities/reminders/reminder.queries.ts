import type { LetterOutcome } from '../../../platform/prisma/generated/enums.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';

/** Which letter. */
export interface LetterKey {
  activityId: string;
  userId: string;
  remindAt: Date;
}

export interface TakenLetter extends LetterKey {
  /** This one included. */
  tries: number;
  subject: string;
  dueAt: Date | null;
  clientId: string | null;
  email: string;
  fullName: string;
  /** Still to do, at this moment, by this person, who wants to be told. */
  wanted: boolean;
}

/**
 * Writes the letters of reminders whose moment has come, one for each who has to do it and wants letters. A reminder is
 * seen to once, whichever replica comes first.
 * @returns how many reminders were seen to
 */
export async function writeDueLetters(tx: Tx, now: Date, most: number): Promise<number> {
  return tx.$executeRaw`
    WITH due AS (
      SELECT id, owner_id, assignee_ids, remind_at FROM activities
      WHERE deleted_at IS NULL AND done_at IS NULL AND reminded_at IS NULL AND remind_at <= ${now}
      ORDER BY remind_at LIMIT ${most} FOR UPDATE SKIP LOCKED),
    letters AS (
      INSERT INTO reminder_letters (activity_id, user_id, remind_at, next_try_at)
      SELECT d.id, u.id, d.remind_at, ${now}::timestamptz
      FROM due d JOIN users u ON u.id = d.owner_id OR u.id = ANY (d.assignee_ids)
      WHERE u.status = 'ACTIVE' AND u.reminder_mails
      ON CONFLICT DO NOTHING)
    UPDATE activities a SET reminded_at = ${now} FROM due WHERE a.id = due.id`;
}

/** The letter that waits longest, taken until `leaseEnds`; undefined: none waits. */
export async function takeLetter(tx: Tx, now: Date, leaseEnds: Date): Promise<TakenLetter | undefined> {
  const [letter] = await tx.$queryRaw<TakenLetter[]>`
    WITH next AS (
      SELECT activity_id, user_id, remind_at FROM reminder_letters WHERE ended_at IS NULL AND next_try_at <= ${now}
      ORDER BY next_try_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    UPDATE reminder_letters l SET tries = l.tries + 1, next_try_at = ${leaseEnds}
    FROM next n, activities a, users u
    WHERE l.activity_id = n.activity_id AND l.user_id = n.user_id AND l.remind_at = n.remind_at
      AND a.id = l.activity_id AND u.id = l.user_id
    RETURNING l.activity_id AS "activityId", l.user_id AS "userId", l.remind_at AS "remindAt", l.tries, a.subject,
      a.due_at AS "dueAt", a.client_id AS "clientId", u.email, u.full_name AS "fullName",
      coalesce(a.deleted_at IS NULL AND a.done_at IS NULL AND a.remind_at = l.remind_at AND u.status = 'ACTIVE' AND u.reminder_mails
        AND (u.id = a.owner_id OR u.id = ANY (a.assignee_ids)), FALSE) AS wanted`;
  return letter;
}

export async function endLetter(tx: Tx, key: LetterKey, outcome: LetterOutcome, at: Date): Promise<void> {
  const { activityId, userId, remindAt } = key;
  await tx.reminderLetter.updateMany({
    where: { activityId, userId, remindAt },
    data: { outcome, endedAt: at },
  });
}

export async function postponeLetter(tx: Tx, key: LetterKey, nextTryAt: Date): Promise<void> {
  const { activityId, userId, remindAt } = key;
  await tx.reminderLetter.updateMany({
    where: { activityId, userId, remindAt, endedAt: null },
    data: { nextTryAt },
  });
}

/** Letters that ended so many days ago. */
export async function deleteEndedLetters(tx: Tx, now: Date, days: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM reminder_letters WHERE ended_at < ${now}::timestamptz - make_interval(days => ${days}::int)`;
}

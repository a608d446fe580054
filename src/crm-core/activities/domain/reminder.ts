/** When somebody is to be reminded of an activity, and what is left to do about it. */
export interface Reminder {
  remindAt: Date | null;
  /** Minutes before the activity is due; null: `remindAt` stands by itself. */
  remindMinutesBefore: number | null;
  /** When it was seen to; null: letters are still to be written. */
  remindedAt: Date | null;
}

/** What a reminder hangs on. */
export interface Remindable extends Reminder {
  dueAt: Date | null;
  doneAt: Date | null;
}

/** What a writer says; undefined leaves it as it is. */
export interface ReminderChange {
  dueAt?: Date | null | undefined;
  doneAt?: Date | null | undefined;
  remindAt?: Date | null | undefined;
  remindMinutesBefore?: number | null | undefined;
}

/**
 * The reminder after a change. One that is set in minutes moves with what is due, and waits when nothing is. A moment
 * that has passed when it is set, or while the activity was done, brings no letter afterwards.
 */
export function reminderAfter(before: Remindable, change: ReminderChange, now: Date): Reminder {
  const dueAt = change.dueAt === undefined ? before.dueAt : change.dueAt;
  const remindMinutesBefore = minutesAfter(before, change);
  const remindAt = momentAfter(before, change, remindMinutesBefore, dueAt);
  const reopened = change.doneAt === null && before.doneAt !== null;
  if (Number(remindAt) === Number(before.remindAt) && !reopened)
    return { remindAt, remindMinutesBefore, remindedAt: before.remindedAt };
  const passed = remindAt !== null && remindAt <= now;
  return { remindAt, remindMinutesBefore, remindedAt: passed ? now : null };
}

function minutesAfter(before: Reminder, { remindAt, remindMinutesBefore }: ReminderChange): number | null {
  if (remindMinutesBefore !== undefined) return remindMinutesBefore;
  return remindAt === undefined ? before.remindMinutesBefore : null;
}

function momentAfter(
  before: Reminder,
  change: ReminderChange,
  minutes: number | null,
  dueAt: Date | null,
): Date | null {
  if (minutes !== null) return dueAt && new Date(dueAt.getTime() - minutes * 60_000);
  if (change.remindAt !== undefined) return change.remindAt;
  return before.remindMinutesBefore === null ? before.remindAt : null;
}

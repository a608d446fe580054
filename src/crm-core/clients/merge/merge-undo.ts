import type { MergeValues } from './domain/merge-field.js';

/** Days for which two merged clients can be parted again. */
export const UNDO_DAYS = 30;

/** What a merge keeps for its undoing. */
export type MergeUndo = {
  /** The target's fields as they were. */
  before: MergeValues;
  /** And as the merge left them. */
  after: MergeValues;
  /** The keys of the rows that came over, by foreign key. */
  moved: Record<string, string[]>;
};

/** The last moment at which a merge can be undone. */
export function undoableUntil(mergedAt: Date): Date {
  return new Date(mergedAt.getTime() + UNDO_DAYS * 86_400_000);
}

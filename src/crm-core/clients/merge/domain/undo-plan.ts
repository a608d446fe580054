import { GROUPS, isSame, type MergeValues } from './merge-field.js';

/**
 * What undoing a merge gives back to the client that stayed. A field that somebody edited since keeps that edit, and so
 * do the fields that belong together with it.
 * @returns the fields that go back, and those that the merge had changed but that stay as they were edited
 */
export function planUndo(
  before: MergeValues,
  after: MergeValues,
  now: MergeValues,
): { back: Record<string, unknown>; kept: string[] } {
  const edited = (field: string): boolean => !isSame(now[field], after[field]);
  const groupOf = (field: string): readonly string[] =>
    Object.values(GROUPS).find((group: readonly string[]) => group.includes(field)) ?? [field];
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = fields.filter((field) => !isSame(before[field], after[field])).sort();
  const back: Record<string, unknown> = {};
  const kept: string[] = [];
  for (const field of changed) {
    if (field === 'tags') back['tags'] = tagsBack(before, after, now);
    else if (groupOf(field).some(edited)) kept.push(field);
    else back[field] = before[field] ?? null;
  }
  return { back, kept };
}

/** Each tag for itself: what the merge brought goes, what it took comes back, what came since stays. */
function tagsBack(before: MergeValues, after: MergeValues, now: MergeValues): string[] {
  const [had, got, has] = [before, after, now].map(({ tags }) => (tags ?? []) as string[]) as [
    string[],
    string[],
    string[],
  ];
  const stay = has.filter((tag) => had.includes(tag) || !got.includes(tag));
  return [...new Set([...stay, ...had.filter((tag) => !got.includes(tag))])];
}

export const MOST_TAGS = 30;
export const LONGEST_TAG = 50;

/** A tag as it is stored: one form of each letter, single spaces. */
export function tidyTag(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ');
}

/** Tags are the same when they differ by case or accents only. */
export function tagKey(tag: string): string {
  return tag.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Each tag once, in the spelling that comes first. */
export function distinctTags(tags: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const tag of tags) if (!seen.has(tagKey(tag))) seen.set(tagKey(tag), tag);
  return [...seen.values()];
}

/** A list as it came in, its tags in one form; whatever else it may hold stays. */
export function tidyTags(value: unknown): unknown {
  return Array.isArray(value)
    ? value.map((item: unknown) => (typeof item === 'string' ? tidyTag(item) : item))
    : value;
}

/** By which two entries of such a list are the same. */
export function entryKey(item: unknown): unknown {
  return typeof item === 'string' ? tagKey(item) : item;
}

/** How much two sets of words have in common by their trigrams, 0–1; words are padded as PostgreSQL's pg_trgm does. */
export function similarity(one: readonly string[], other: readonly string[]): number {
  const [left, right] = [trigrams(one), trigrams(other)];
  if (left.size === 0 || right.size === 0) return 0;
  const shared = [...left].filter((trigram) => right.has(trigram)).length;
  return shared / (left.size + right.size - shared);
}

function trigrams(words: readonly string[]): Set<string> {
  return new Set(
    words.flatMap((word) => {
      const padded = `  ${word} `;
      return Array.from({ length: padded.length - 2 }, (_, start) => padded.slice(start, start + 3));
    }),
  );
}

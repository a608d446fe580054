export const SEPARATORS = [';', ',', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

/** Excel's own way of telling: a first line that says `sep=;`. */
export function toldSeparator(beginning: string): Separator | undefined {
  const [, told] = /^"?sep=(.)"?[\r\n]/i.exec(beginning) ?? [];
  return SEPARATORS.find((separator) => separator === told);
}

/** The separator that occurs most often in the first line, quoted cells aside; a comma when there is but one column. */
export function detectSeparator(beginning: string): Separator {
  const counts = new Map<string, number>();
  let quoted = false;
  for (const character of beginning) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r')) break;
    else if (!quoted) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return SEPARATORS.reduce(
    (best, next) => ((counts.get(next) ?? 0) > (counts.get(best) ?? 0) ? next : best),
    ',' as Separator,
  );
}

import { type CellResult, unreadable } from './cell-problem.js';
import { fold } from './fold.js';

/**
 * A reader of one of a few words.
 * @param words value → further words for it; the value itself is always understood
 */
export function choiceOf<Value extends string>(
  words: Readonly<Record<Value, readonly string[]>>,
): (cell: string) => CellResult<Value> {
  const values = Object.keys(words) as Value[];
  const byWord = new Map(
    values.flatMap((value) => [value, ...words[value]].map((word) => [fold(word), value] as const)),
  );
  return (cell) => {
    const value = byWord.get(fold(cell));
    return value === undefined
      ? unreadable(
          'CHOICE_UNKNOWN',
          `“${cell}” is none of ${values.join(', ')}.`,
          `Non è uno dei valori ammessi: ${values.join(', ')}.`,
        )
      : { value };
  };
}

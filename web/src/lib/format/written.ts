/** @returns undefined when it says no place; null when it says none */
export function readPosition(text: string): { latitude: number; longitude: number } | null | undefined {
  if (text.trim() === '') return null;
  const found = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text);
  return found ? { latitude: Number(found[1]), longitude: Number(found[2]) } : undefined;
}

/** `9-12.30, 15:30-19:30` as people write it; nothing: closed. @returns undefined when it says no hours */
export function readHours(text: string): [string, string][] | undefined {
  const parts = text.split(',').filter((part) => part.trim() !== '');
  const spans = parts.map((part) => {
    const found = /^\s*(\d{1,2})(?:[:.](\d\d))?\s*[-–]\s*(\d{1,2})(?:[:.](\d\d))?\s*$/.exec(part);
    return found && ([clock(found[1], found[2]), clock(found[3], found[4])] as [string, string]);
  });
  return spans.some((span) => !span) ? undefined : (spans as [string, string][]);
}

const clock = (hours = '', minutes = '00'): string => `${hours.padStart(2, '0')}:${minutes}`;

/** What the API would refuse of the hours of one day: more than four spans, or times that don't follow each other. */
export function hoursFault(text: string): 'wrong' | 'tooMany' | 'order' | undefined {
  const spans = readHours(text);
  if (!spans) return 'wrong';
  if (spans.length > 4) return 'tooMany';
  const isInOrder = spans.every(([from, to], at) => from < to && from >= (spans[at - 1]?.[1] ?? '00:00'));
  return isInOrder ? undefined : 'order';
}

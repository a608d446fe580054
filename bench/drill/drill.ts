import type { Stage, StageSettings } from './stage.ts';

/** One thing that was counted, beside what it has to be. */
export interface Finding {
  what: string;
  /** Exactly so many; or a bound, for what depends on the moment. */
  promised: number | { atMost: number } | { atLeast: number };
  counted: number;
}

/** What may be said after the drill's name. */
export interface DrillOptions {
  /** How long a drill of endurance lasts. */
  minutes: number;
  /** How much of its usual amount a drill of many like things does: 1, or less where it is one test among others. */
  share: number;
}

/** Of so many things the share that is asked for, and never none. */
export const some = (many: number, share: number): number => Math.max(2, Math.round(many * share));

export interface Drill {
  /** In a sentence. */
  promise: string;
  /** The stage that it needs, where that is not the usual one. */
  stage?: StageSettings;
  /** On a stage of its own, which is taken down afterwards. */
  run: (stage: Stage, options: DrillOptions) => Promise<Finding[]>;
}

export function isKept({ promised, counted }: Finding): boolean {
  if (typeof promised === 'number') return counted === promised;
  return 'atMost' in promised ? counted <= promised.atMost : counted >= promised.atLeast;
}

export function inWords({ promised }: Finding): string {
  if (typeof promised === 'number') return String(promised);
  return 'atMost' in promised ? `at most ${promised.atMost}` : `at least ${promised.atLeast}`;
}

/** A number, or words, that are told, but that nothing was promised about. */
export const told = (what: string, counted: number | string): void =>
  console.log(`         ${what}: ${counted}`);

/** Work for each of these, so many at a time. */
export async function inParallel<Item>(
  items: readonly Item[],
  workers: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}

/** Milliseconds since another moment, whole. */
export const since = (moment: number): number => Math.round(performance.now() - moment);

/** The value below which this share (0–1) of them lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

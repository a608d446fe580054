import type { Stage } from './stage.ts';

/** One thing that was counted, beside what it has to be. */
export interface Finding {
  what: string;
  promised: number;
  counted: number;
}

export interface Drill {
  /** In a sentence. */
  promise: string;
  /** On a stage of its own, which is taken down afterwards. */
  run: (stage: Stage) => Promise<Finding[]>;
}

/** A number that is told, but that nothing was promised about. */
export const told = (what: string, counted: number): void => console.log(`         ${what}: ${counted}`);

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

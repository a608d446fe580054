import type { Locator } from 'playwright-core';

const MOST_STEPS = 200;

/** Goes there by the Tab key alone, as somebody without a mouse does. */
export async function reach(wanted: Locator): Promise<void> {
  await wanted.waitFor();
  const { keyboard } = wanted.page();
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await keyboard.press('Tab');
  }
  throw new Error(`the Tab key does not reach ${wanted.toString()}`);
}

/** Reaches it and presses a key there. */
export async function press(wanted: Locator, key = 'Enter'): Promise<void> {
  await reach(wanted);
  await wanted.page().keyboard.press(key);
}

/** Reaches a list of choices and types the beginning of one. */
export async function choose(list: Locator, typed: string): Promise<void> {
  await reach(list);
  await list.page().keyboard.type(typed);
  // Some browsers tell of the change only when the list is left.
  await list.page().keyboard.press('Tab');
}

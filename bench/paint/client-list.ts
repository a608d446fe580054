import type { Browser } from 'playwright-core';
import { signedIn } from './signed-in.ts';

export interface Scrolled {
  /** Milliseconds from the navigation until the first row stood in the page. */
  firstRow: number;
  /** Rows that were scrolled past, to the end of the list. */
  rows: number;
  /** Milliseconds for all of them. */
  duration: number;
  /** Milliseconds between two frames meanwhile: 99 of 100 are shorter, and the longest. */
  frame: number;
  longestFrame: number;
  /** Elements in the page at the end. */
  elements: number;
  /** Megabytes of the page's heap at the end, after what is rubbish was cleared. */
  heap: number;
}

/** Runs in the page before everything else. */
const WATCH = `
  globalThis.rowPainted = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('No row within a minute.')), 60_000);
    new MutationObserver((_, observer) => {
      if (document.querySelector('[data-index]') === null) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    }).observe(document, { childList: true, subtree: true });
  });
`;

/** A frame and a jump to the present end, until the list has not grown for three seconds. */
const SCROLL = `new Promise((resolve) => {
  const frames = [];
  const start = performance.now();
  let [last, grown, height] = [start, start, 0];
  const step = (now) => {
    frames.push(now - last);
    last = now;
    const { scrollHeight } = document.documentElement;
    if (scrollHeight > height) [height, grown] = [scrollHeight, now];
    if (now - grown > 3000) {
      const rows = Math.max(...[...document.querySelectorAll('[data-index]')].map((row) => Number(row.dataset.index))) + 1;
      frames.sort((one, other) => one - other);
      resolve({
        rows,
        duration: grown - start,
        frame: frames[Math.floor(frames.length * 0.99)],
        longestFrame: frames.at(-1),
        elements: document.querySelectorAll('*').length,
      });
      return;
    }
    scrollTo(0, scrollHeight);
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})`;

/** Opens the list of clients signed in and with nothing in the cache, and scrolls to its end. */
export async function scrollThrough(browser: Browser, url: string, email: string): Promise<Scrolled> {
  const context = await signedIn(browser, url, email);
  const page = await context.newPage();
  await page.addInitScript(WATCH);
  await page.goto('/clients');
  const firstRow = await page.evaluate<number>('rowPainted');
  const scrolled = await page.evaluate<Omit<Scrolled, 'firstRow' | 'heap'>>(SCROLL);
  const devtools = await context.newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return { firstRow, ...scrolled, heap: usedSize / 1e6 };
}

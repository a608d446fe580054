import type { Browser } from 'playwright-core';
import { signedIn } from './signed-in.ts';

export interface Opening {
  /** Milliseconds from the navigation. */
  contentful: number;
  /** Milliseconds until the first headline figure was painted: what the page is opened for. */
  meaningful: number;
  /** Cumulative layout shift until the last chart stood. */
  layoutShift: number;
  /** Bytes on the wire, compressed, of all scripts until then. */
  scriptBytes: number;
  bytes: number;
}

/** Until the charts, which come last, are drawn and have settled. */
const SETTLED_MS = 2_500;

/** Runs in the page before everything else. */
const WATCH = `
  globalThis.seen = { layoutShift: 0 };
  globalThis.painted = new Promise((resolve, reject) => {
    globalThis.wasPainted = resolve;
    setTimeout(() => reject(new Error('No figure within a minute.')), 60_000);
  });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.layoutShift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  new MutationObserver((_, observer) => {
    if (document.querySelector('main dd strong') === null) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => wasPainted((seen.meaningful = performance.now()))));
  }).observe(document, { childList: true, subtree: true });
`;

const TELL = `(() => {
  const resources = performance.getEntriesByType('resource');
  const sum = (entries) => entries.reduce((total, { encodedBodySize }) => total + encodedBodySize, 0);
  const [navigation] = performance.getEntriesByType('navigation');
  return {
    ...seen,
    contentful: performance.getEntriesByName('first-contentful-paint')[0].startTime,
    scriptBytes: sum(resources.filter(({ name }) => new URL(name).pathname.endsWith('.js'))),
    bytes: sum(resources) + navigation.encodedBodySize,
  };
})()`;

/** Opens the dashboard signed in, as a browser does that never saw this application. */
export async function openCold(browser: Browser, url: string, email: string): Promise<Opening> {
  const context = await signedIn(browser, url, email);
  const page = await context.newPage();
  await page.addInitScript(WATCH);
  await page.goto('/dashboard');
  await page.evaluate('painted');
  await page.waitForTimeout(SETTLED_MS);
  return page.evaluate<Opening>(TELL);
}

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe } from '@jest/globals';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { AddressInfo } from 'node:net';
import { PASSWORD, type Person } from '../../support/people.ts';
import { startStory, type Story } from '../../support/story.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** The system's Chromium: `CHROMIUM`, else what lies on the path. */
function findChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [process.env['CHROMIUM'] ?? '', ...candidates].find((path) => path !== '' && existsSync(path));
}

const executablePath = findChromium();

/** Stories on real pages; where there is no Chromium they are skipped, and their name says why. */
export const describePages = (name: string, stories: () => void): void =>
  executablePath
    ? describe(name, stories)
    : describe.skip(
        `${name} (skipped: no Chromium here; install Debian's package chromium or set CHROMIUM)`,
        stories,
      );

/** The application with its pages, and a browser before it. */
export interface Pages extends Story {
  url: string;
  /** A browser of its own: neither cookies nor memory are shared. */
  open: (options?: BrowserContextOptions) => Promise<Page>;
  /** The same, after signing in as a person does. */
  openAs: (person: Person, path?: string, options?: BrowserContextOptions) => Promise<Page>;
  /** What any page complained of: errors, and what the policy of the pages stopped. */
  complaints: string[];
}

/** @param env settings that differ from the usual ones */
export async function startPages(env: Record<string, string> = {}): Promise<Pages> {
  const story = await startStory(env);
  await story.app.listen(0, '127.0.0.1');
  const { port } = story.app.getHttpServer().address() as AddressInfo;
  const url = `http://localhost:${port}`;
  const browser: Browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const complaints: string[] = [];

  const open = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({
      ...{ locale: 'it-IT', baseURL: url },
      // A page that is kept answers for the server: only stories of times without network want that.
      ...{ serviceWorkers: 'block', ...options },
    });
    context.setDefaultTimeout(15_000);
    // One that is blocked answers its registration with nothing, as no browser does: here there is none at all.
    if (options.serviceWorkers !== 'allow')
      await context.addInitScript('delete Navigator.prototype.serviceWorker');
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content Security Policy/i.test(message.text()))
        complaints.push(message.text());
    });
    return page;
  };
  return {
    ...{ ...story, url, open, complaints },
    openAs: async (person, path = '/', options = {}) => {
      const page = await open(options);
      await page.goto(path);
      await page.getByLabel('E-mail').fill(person.email);
      await page.getByLabel('Password').fill(PASSWORD);
      await page.getByRole('button', { name: 'Accedi' }).click();
      await page.getByRole('navigation').first().waitFor();
      return page;
    },
    end: async () => {
      await browser.close();
      await story.end();
    },
  };
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What differs between light and dark; all else is the same page. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];
const WORDS: axe.RunOptions = {
  runOnly: { type: 'tag', values: RULES },
  rules: Object.fromEntries(RULES_OF_COLOUR.map((rule) => [rule, { enabled: false }])),
};

/**
 * What keeps people out of this page (WCAG 2.2 AA), as it is now, in dark (the colours) and in light (everything).
 * @returns one line for each violation; none is what a story expects
 */
export async function barriers(page: Page): Promise<string[]> {
  const atOnce = await audit(page);
  if (atOnce.length === 0) return atOnce;
  // What is being read anew is faded meanwhile, on purpose; what is a fault stays one.
  await page.waitForTimeout(1000);
  return audit(page);
}

/** The same of what another language can change: the colours are those of the first. */
export async function barriersInWords(page: Page): Promise<string[]> {
  const atOnce = await found(page, 'light', WORDS);
  if (atOnce.length === 0) return atOnce;
  await page.waitForTimeout(1000);
  return found(page, 'light', WORDS);
}

async function audit(page: Page): Promise<string[]> {
  const inDark = await found(page, 'dark', { runOnly: { type: 'rule', values: RULES_OF_COLOUR } });
  return [...inDark, ...(await found(page, 'light', { runOnly: { type: 'tag', values: RULES } }))];
}

async function found(page: Page, colorScheme: 'light' | 'dark', options: axe.RunOptions): Promise<string[]> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  // What fades from one scheme to the other has no contrast of its own.
  await page.evaluate(
    'Promise.all(document.getAnimations().filter((one) => one instanceof CSSTransition).map(({ finished }) => finished.catch(() => {})))',
  );
  if (await page.evaluate('globalThis.axe === undefined')) await page.evaluate(axe.source);
  const lines = await page.evaluate(async (asked) => {
    const { axe: auditor } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await auditor.run({
      ...{ ...asked, resultTypes: ['violations'], preload: false, selectors: false },
    });
    // Only what is told goes out of the page: the whole result, all that passed included, takes far longer than the audit.
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)}: ${failureSummary ?? ''}`),
    );
  }, options);
  return lines.map((line) => `${colorScheme}: ${line}`);
}

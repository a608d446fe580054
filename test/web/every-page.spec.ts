import { randomUUID } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createClient } from '../factories/client.ts';
import { restsIn, sendFile } from '../factories/import.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline } from '../factories/pipeline.ts';
import { barriers, barriersInWords, describePages, type Pages, startPages } from './support/browser.ts';

const ROUTES = 'web/src/routes';
/** What has no space to be broken at, as a file's name or a carelessly typed one. */
const LONG = 'Tabaccheriacooperativainterregionaledeiproduttoridisigarette';

/**
 * Each page: an address with the ids of what was made for it, and the story that audits it in Italian with what it shows then;
 * one that no story audits is audited here.
 */
const PAGES: Readonly<Record<string, readonly [address: string, story?: string]>> = {
  '/login': ['/login', 'signing-in-on-a-page'],
  '/register': ['/register', 'a-registration-is-approved'],
  '/forgot-password': ['/forgot-password', 'letters-lead-to-pages'],
  '/reset-password': ['/reset-password#token=abc', 'letters-lead-to-pages'],
  '/accept-invitation': ['/accept-invitation#token=abc'],
  '/unsubscribe': ['/unsubscribe#token=abc'],
  '/': ['/', 'the-dashboard'],
  '/dashboard': ['/dashboard', 'the-dashboard'],
  '/rows': ['/rows?list=%2Fopportunities&title=Trattative', 'the-dashboard'],
  '/board': ['/board', 'a-deal-is-won-on-the-board'],
  '/deals/[id]': ['/deals/:deal', 'a-deal-is-won-on-the-board'],
  '/my-day': ['/my-day', 'my-day-on-a-telephone'],
  '/clients': ['/clients', 'clients-are-found'],
  '/clients/new': ['/clients/new', 'clients-are-kept'],
  '/clients/deleted': ['/clients/deleted'],
  '/clients/[id]': ['/clients/:client', 'clients-are-kept'],
  '/clients/[id]/edit': ['/clients/:client/edit', 'clients-are-kept'],
  '/clients/[id]/merge': ['/clients/:client/merge?with=:twin', 'clients-are-kept'],
  '/planner': ['/planner', 'a-week-is-planned'],
  '/import': ['/import', 'a-spreadsheet-is-imported'],
  '/import/[id]': ['/import/:import', 'a-spreadsheet-is-imported'],
  '/admin': ['/admin', 'a-registration-is-approved'],
  '/admin/registrations': ['/admin/registrations', 'a-registration-is-approved'],
  '/admin/users': ['/admin/users', 'a-registration-is-approved'],
  '/admin/teams': ['/admin/teams', 'a-registration-is-approved'],
  '/admin/roles': ['/admin/roles', 'a-registration-is-approved'],
  '/admin/fields': ['/admin/fields', 'a-registration-is-approved'],
  '/admin/targets': ['/admin/targets', 'a-registration-is-approved'],
  '/admin/audit': ['/admin/audit', 'a-registration-is-approved'],
  '/account': ['/account', 'ones-own-account'],
};
const SIGNED_OUT = [
  '/login',
  '/register',
  '/forgot-password',
  '/reset-password',
  '/accept-invitation',
  '/unsubscribe',
];
const NOT_THERE = ['/non-esiste', '/clients/non-un-id/merge', `/deals/${randomUUID()}`];

/** What reaches beyond the screen, where the page would move sideways. */
const TOO_WIDE = `document.documentElement.scrollWidth === innerWidth ? [] : [...document.querySelectorAll('body *')]
  .filter((one) => one.getBoundingClientRect().right > innerWidth && one.childElementCount === 0)
  .map((one) => one.parentElement.outerHTML.slice(0, 200))`;

/** Follows a link of ours. */
const follow = (path: string): string => `(() => {
  const link = Object.assign(document.createElement('a'), { href: ${JSON.stringify(path)} });
  document.querySelector('main').append(link);
  link.click();
  link.remove();
})()`;

/** Most are come to from page to page; a secret behind a hash is read when a page is loaded, and some lead on at once. */
const isLoaded = (path: string): boolean => path.includes('#') || ['/', '/admin'].includes(path);

interface Languages {
  it: Page;
  en: Page;
}

async function inEnglish(opened: Promise<Page>): Promise<Page> {
  const page = await opened;
  // Before each page that is loaded, and for the one that is there.
  await page.addInitScript(
    "try { localStorage.setItem('nexus.language', 'en') } catch { /* about:blank keeps nothing */ }",
  );
  if (page.url() !== 'about:blank') await page.reload();
  return page;
}

describePages('every page', () => {
  let pages: Pages;
  /** In Italian, and beside it in English. */
  let outside: Languages;
  let inside: Languages;
  const made: Record<string, string> = {};

  beforeAll(async () => {
    pages = await startPages();
    const { aldo, admin } = pages.people;
    const fullName = LONG;
    await pages.prisma.user.updateMany({ where: { id: { in: [aldo.id, admin.id] } }, data: { fullName } });
    await pages.prisma.team.updateMany({ where: { name: 'Nord' }, data: { name: LONG } });
    await pages.prisma.user.create({
      data: { email: `${LONG}@example.test`, fullName, role: 'AGENT', status: 'PENDING' },
    });
    await createPipeline(pages);
    const { id: client } = await createClient(pages, aldo, {
      ...{ name: LONG, city: LONG, email: `info@${LONG}.it` },
    });
    const { id: twin } = await createClient(pages, aldo, { name: `${LONG} due`, city: 'Modena' });
    const { id: deal } = await createOpportunity(pages, aldo, { title: LONG, clientId: client });
    const { body } = await sendFile(pages, admin, `Nome;Città\n${LONG};${LONG}\n`, { type: 'clients' });
    await restsIn(pages, admin, body.id as string, 'READY', 'FAILED');
    Object.assign(made, { client, twin, deal, import: body.id });
    const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
    outside = { it: await pages.open(phone), en: await inEnglish(pages.open(phone)) };
    inside = {
      it: await pages.openAs(admin, '/account', phone),
      en: await inEnglish(pages.openAs(admin, '/account', phone)),
    };
  });
  afterAll(() => pages.end());

  async function look(page: Page, address: string): Promise<void> {
    const path = address.replaceAll(/:(\w+)/g, (_, name: string) => made[name] ?? '');
    if (isLoaded(path) || page.url() === 'about:blank') {
      await page.goto('about:blank');
      await page.goto(path);
    } else {
      await page.evaluate(follow(path));
      await page.waitForURL(({ pathname, search }) => pathname + search === path);
    }
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.locator('[aria-busy="true"], span.bar').first().waitFor({ state: 'detached' });
    expect(await page.evaluate<string[]>(TOO_WIDE)).toEqual([]);
  }

  /** In both languages at once: while one page waits for the server, the other is drawn. */
  async function walk(
    { it: italian, en: english }: Languages,
    address: string,
    isNew: boolean,
  ): Promise<void> {
    const told = async (): Promise<string[]> => {
      await look(italian, address);
      return isNew ? barriers(italian) : [];
    };
    const translated = async (): Promise<string[]> => {
      await look(english, address);
      expect(await english.evaluate<string>('document.documentElement.lang')).toBe('en');
      return barriersInWords(english);
    };
    const [it, en] = await Promise.all([told(), translated()]);
    expect({ it, en }).toEqual({ it: [], en: [] });
  }

  it('has its place in this list, and a story that audits it', () => {
    const folders = globSync(`${ROUTES}/**/+page.svelte`).map(
      (file) =>
        file
          .slice(ROUTES.length)
          .replace(/\(\w+\)\//, '')
          .replace(/\/?\+page\.svelte$/, '') || '/',
    );
    expect(Object.keys(PAGES).sort()).toEqual(folders.sort());
    const silent = Object.values(PAGES).filter(
      ([, story]) => story && !readFileSync(`test/web/${story}.spec.ts`, 'utf8').includes('barriers('),
    );
    expect(silent).toEqual([]);
  });

  it.each(Object.entries(PAGES))(
    '%s is as wide as a telephone, also with long words, and shuts nobody out',
    async (route, [address, story]) => {
      await walk(SIGNED_OUT.includes(route) ? outside : inside, address, !story);
    },
  );

  it.each(NOT_THERE)('what is not there (%s) says so, and shuts nobody out', async (address) => {
    await walk(inside, address, true);
    expect(
      await inside.it.getByText(/Questa pagina non esiste|Non esiste più, oppure non puoi vederlo/).count(),
    ).toBe(1);
  });

  it('what is refused says so, and shuts nobody out', async () => {
    const page = await pages.openAs(pages.people.aldo, '/account');
    await look(page, '/admin/users');
    expect(await barriers(page)).toEqual([]);
  });

  it('never meets an error or something that the policy of the page forbids', () => {
    expect(pages.complaints).toEqual([]);
  });
});

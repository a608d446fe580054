import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createClient } from '../factories/client.ts';
import { createVisit } from '../factories/visit.ts';
import { barriers, describePages, type Pages, startPages } from './support/browser.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

describePages('my day on a telephone', () => {
  let pages: Pages;
  let page: Page;
  beforeAll(async () => {
    pages = await startPages();
    const { aldo } = pages.people;
    pages.clock.setTo('2026-03-02T08:00:00Z');
    for (const [index, name] of ['Bar Sport', 'Tabacchi Verdi'].entries()) {
      const { id: clientId } = await createClient(pages, aldo, { name });
      await createVisit(pages, aldo, { clientId, scheduledAt: `2026-03-02T${10 + index}:00:00Z` });
    }
    page = await pages.openAs(aldo, '/my-day', PHONE);
  });
  afterAll(() => pages.end());

  const visit = (name: string) =>
    page.getByRole('region', { name: 'Visite' }).getByRole('listitem').filter({ hasText: name });

  it('shows whom one drives to next, with everything within the screen, and shuts nobody out', async () => {
    await visit('Bar Sport').getByText('Prossima').waitFor();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(360);
    expect(await barriers(page)).toEqual([]);
  });

  it('finds the profile and the language behind “more”, and comes back to where it was', async () => {
    const more = page.getByRole('button', { name: 'Altro' });
    await more.tap();
    const dialog = page.getByRole('dialog', { name: 'Altro' });
    await dialog.getByRole('link', { name: 'Profilo e aspetto' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'English' }).tap();
    await page.getByRole('dialog', { name: 'More' }).getByRole('button', { name: 'Italiano' }).tap();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await more.evaluate((button) => button === button.ownerDocument.activeElement)).toBe(true);
  });

  it('keeps what it shows when it can’t be read again, and reads it when it is looked at again', async () => {
    await page.route('**/my-day', (route) => route.abort());
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await page.getByText('Senza rete: la giornata com’era 02/03/2026, 09:00.').waitFor();
    expect(await visit('Bar Sport').getByRole('button', { name: 'Registra l’arrivo' }).isVisible()).toBe(
      true,
    );
    expect(await barriers(page)).toEqual([]);
    await page.unroute('**/my-day');
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await page.getByText('la giornata com’era').waitFor({ state: 'hidden' });
  });

  it('an arrival whose answer was lost is sent again by itself, and is one arrival', async () => {
    const keys: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/check-in')) keys.push(request.headers()['idempotency-key']);
    });
    await page.route('**/check-in', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await visit('Bar Sport').getByRole('button', { name: 'Registra l’arrivo' }).tap();
    await page.getByText('Salvato su questo telefono').waitFor();
    await visit('Bar Sport').getByText('In attesa di invio').waitFor();
    await page.unroute('**/check-in');
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await visit('Bar Sport').getByText('In attesa di invio').waitFor({ state: 'hidden' });
    await visit('Bar Sport').getByText('In corso').waitFor();
    expect(keys).toEqual([expect.any(String), keys[0]]);
    expect(await pages.prisma.visit.count({ where: { status: 'CHECKED_IN' } })).toBe(1);
  });

  it('is checked out by two taps, and the next visit steps forward', async () => {
    await visit('Bar Sport').getByRole('button', { name: 'Concludi la visita' }).tap();
    expect(await barriers(page)).toEqual([]);
    await visit('Bar Sport').getByRole('button', { name: 'Ordine' }).tap();
    await visit('Bar Sport').getByText('Fatta').waitFor();
    await page.getByText('Visita conclusa.').waitFor();
    await visit('Tabacchi Verdi').getByText('Prossima').waitFor();
    const done = await pages.prisma.visit.findFirstOrThrow({ where: { status: 'COMPLETED' } });
    expect(done.outcome).toBe('ORDER');
  });

  it('shows how things stand when a step comes too late', async () => {
    await pages.prisma.visit.updateMany({ where: { status: 'PLANNED' }, data: { status: 'CANCELLED' } });
    await visit('Tabacchi Verdi').getByRole('button', { name: 'Registra l’arrivo' }).tap();
    await page.getByRole('alert').getByText('Nel frattempo la visita è cambiata').waitFor();
    await visit('Tabacchi Verdi').getByText('Annullata', { exact: true }).waitFor();
  });

  it('never meets an error or something that the policy of the page forbids', () => {
    expect(pages.complaints).toEqual([]);
  });
});

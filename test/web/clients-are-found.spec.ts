import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createClient } from '../factories/client.ts';
import { manyClients } from '../factories/many-rows.ts';
import { barriers, describePages, type Pages, startPages } from './support/browser.ts';
import { choose } from './support/keys.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

describePages('clients are found', () => {
  let pages: Pages;
  let page: Page;
  beforeAll(async () => {
    pages = await startPages();
    const { aldo, alma, anna } = pages.people;
    await manyClients(pages, 600, [aldo.id, alma.id]);
    await pages.prisma.client.updateMany({ data: { deletedAt: null } });
    await createClient(pages, aldo, {
      name: 'Tabacchi Però',
      city: 'Modena',
      province: 'MO',
      phone: '059 123456',
      lifecycle: 'CUSTOMER',
    });
    page = await pages.openAs(anna, '/clients');
  });
  afterAll(() => pages.end());

  const row = (name: string) => page.getByRole('row').filter({ hasText: name });

  it('are counted, and only those in sight are in the page', async () => {
    await page.getByText('601 clienti').waitFor();
    await row('Tabacchi Però').getByRole('link', { name: 'Chiama Tabacchi Però' }).waitFor();
    expect(await page.getByRole('row').count()).toBeLessThan(50);
    expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe('602');
    expect(await barriers(page)).toEqual([]);
  });

  it('are walked through to the last one by the keys, and none is shown twice', async () => {
    await row('Tabacchi Però').getByRole('link').first().focus();
    await page.keyboard.press('ArrowDown');
    const second = page.locator('[data-index="1"] a').first();
    expect(await second.evaluate((link) => link === link.ownerDocument.activeElement)).toBe(true);
    const seen = new Set<string>();
    for (let index = 0; seen.size < 601 && index < 200; index += 1) {
      for (const name of await page.locator('.cells .name a').allInnerTexts()) seen.add(name);
      await page.keyboard.press('PageDown');
    }
    await page.locator('[data-index="600"]').waitFor();
    expect(seen.size).toBe(601);
    expect(await page.getByRole('row').count()).toBeLessThan(50);
    await page.keyboard.press('Home');
    expect(await page.evaluate('scrollY < 400')).toBe(true);
  });

  it('are where they were, when one comes back from one of them', async () => {
    const far = page.locator('[data-index="300"] a').first();
    await page.evaluate('scrollTo(0, 300 * 56)');
    await far.press('Enter');
    await page.getByRole('heading', { name: 'Cronologia' }).waitFor();
    await page.goBack();
    await far.waitFor();
    expect(await page.evaluate('scrollY > 250 * 56')).toBe(true);
  });

  it('are found while one types, accents aside; the address says it', async () => {
    await page.getByRole('searchbox').fill('pero mod');
    await page.getByText('1 cliente', { exact: true }).waitFor();
    await row('Tabacchi Però').getByText('Modena (MO)').waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('pero mod');
    await page.getByRole('searchbox').fill('');
    await page.getByRole('searchbox').focus();
    await page.keyboard.type('però ');
    await page.waitForURL(/q=per/);
    await page.getByText('1 cliente', { exact: true }).waitFor();
    await page.keyboard.type('modena');
    expect(await page.getByRole('searchbox').inputValue()).toBe('però modena');
    await page.getByRole('searchbox').fill('nessuno così');
    await page.getByText('Nessun cliente corrisponde').waitFor();
    await page.getByRole('searchbox').fill('');
    await page.getByText('601 clienti').waitFor();
  });

  it('are narrowed by filters, kept as a view that the team has too, and given as a file', async () => {
    await choose(page.getByLabel('Fase'), 'Cliente');
    await page.getByText('1 cliente', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Salva come vista' }).press('Enter');
    await page.keyboard.type('Acquistano');
    await choose(page.getByLabel('Chi la vede'), 'La mia squadra');
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('Nome della vista').press('Enter');
    await page.getByText('Vista «Acquistano» salvata.').waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Scarica in CSV' }).press('Enter'),
    ]);
    expect(file.suggestedFilename()).toMatch(/\.csv$/);

    const other = await pages.openAs(pages.people.alma, '/clients', PHONE);
    await other.getByLabel('Vista').selectOption({ label: 'Acquistano' });
    await other.getByText('Nessun cliente corrisponde').waitFor();
    await other.getByLabel('Vista').selectOption({ label: 'Tutti i clienti' });
    await other.getByRole('listitem').filter({ hasText: 'Svapo' }).first().waitFor();
    expect(await other.evaluate<number>('document.documentElement.scrollWidth')).toBe(360);
    expect(await barriers(other)).toEqual([]);
  });

  it('a view that was chosen says when it was changed, and is deleted', async () => {
    await choose(page.getByLabel('Fase'), 'Lead');
    await page.getByRole('option', { name: 'Acquistano (modificata)' }).waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Elimina la vista' }).press('Enter');
    await page.getByRole('group', { name: 'Elimina la vista' }).getByRole('button').first().press('Enter');
    await page.getByText('Vista «Acquistano» eliminata.').waitFor();
    await page.getByText('601 clienti').waitFor();
  });

  it('never meets an error or something that the policy of the page forbids', () => {
    expect(pages.complaints).toEqual([]);
  });
});

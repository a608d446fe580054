import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openDealBook } from '../factories/deal-book.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { barriers, describePages, type Pages, startPages } from './support/browser.ts';
import { choose, press } from './support/keys.ts';

const ADDRESS = '/dashboard?period=custom&from=2026-03-01&to=2026-04-01';

describePages('the dashboard', () => {
  let pages: Pages;
  let page: Page;
  beforeAll(async () => {
    pages = await startPages();
    const { aldo, alma } = pages.people;
    const deals = await openDealBook(pages, 'Negozi');
    for (const [owner, amount, stage] of [
      [aldo, '1234.00', 'Won'],
      [aldo, '10.00', 'Lost'],
      [alma, '200.00', 'Won'],
    ] as const) {
      const id = await deals.create(owner, { at: '2026-03-02T10:00:00Z', amount });
      await deals.move(id, stage, '2026-03-12T10:00:00Z');
    }
    const month = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Rome' }).format().slice(0, 7);
    const won = await deals.create(alma, { at: '2026-03-20T10:00:00Z', amount: '400.00' });
    await deals.move(won, 'Won', new Date().toISOString());
    const expected = { at: '2026-03-20T10:00:00Z', amount: '300.00', expectedCloseDate: `${month}-28` };
    await deals.create(alma, expected);
    const target = { ownerId: alma.id, month, amount: '1000' };
    await pages
      .as(pages.people.admin)
      .put('/targets')
      .send({ targets: [target] })
      .expect(200);
    for (const after of [undefined, pages.people.beppe]) {
      const id = await deals.create(aldo, { at: '2026-02-02T10:00:00Z', amount: '50.00' });
      await deals.move(id, 'Won', '2026-02-12T10:00:00Z');
      if (after) await deals.assign(id, after);
    }
    await refreshFigures(pages);
    page = await pages.openAs(pages.people.anna, ADDRESS);
  });
  afterAll(() => pages.end());

  const kpi = (name: string) =>
    page.locator('dl div', { has: page.getByText(name, { exact: true }) }).first();

  it('tells the team’s figures as Italians write them, with how fresh they are', async () => {
    await kpi('Venduto').getByText('1.434 €').waitFor();
    await kpi('Tasso di vittoria').getByText('66,7%').waitFor();
    await page.getByText(/Dati aggiornati al \d\d\/\d\d\/\d{4}, \d\d:\d\d/).waitFor();
    await page.getByText('01/03/2026 – 31/03/2026').waitFor();
  });

  it('says how a rate moved in points, and from what', async () => {
    await kpi('Tasso di vittoria').getByText('-33,3 pp').waitFor();
    await kpi('Tasso di vittoria').getByText('prima 100%').waitFor();
  });

  it.each(['month', '30d'])(
    'tells in the period %s how much of the whole month’s target is won, and covered by what is open',
    async (period) => {
      await page.goto(`/dashboard?period=${period}&agent=${pages.people.alma.id}`);
      await kpi('Copertura dell’obiettivo').getByText('50%').waitFor();
      await kpi('Obiettivo raggiunto').getByText('40%').waitFor();
      await kpi('Obiettivo raggiunto').getByText('400 € su 1.000 €').waitFor();
    },
  );

  it('looks ahead in its forecast whatever it looks back on, and tells apart how right it was', async () => {
    await page.goto(ADDRESS);
    const forecast = page.locator('section', { has: page.getByRole('heading', { name: 'Previsione' }) });
    const rows = forecast.locator('tbody tr');
    await forecast.getByRole('rowheader', { name: 'Fuori periodo' }).waitFor();
    // Overdue, twelve months, out of them, without a date, all.
    expect(await rows.count()).toBe(16);
    await press(forecast.getByText('Quanto erano giuste le previsioni'));
    await forecast.getByRole('rowheader', { name: 'mar 26', exact: true }).waitFor();
    await page.goto(ADDRESS);
  });

  it('says what a figure means, where it stands', async () => {
    await press(page.getByRole('button', { name: 'Che cosa significa «Tasso di vittoria»' }));
    await page.getByText('Vinte ÷ (vinte + perse)').waitFor();
    await page.keyboard.press('Escape');
  });

  it('shuts nobody out, in light and in dark', async () => {
    await page.getByRole('img', { name: 'Andamento delle vendite' }).locator('canvas').waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('is narrowed by filters that stand in the address', async () => {
    // His first letter already finds him: however slowly it is typed, it is one choice and one step of Back.
    await choose(page.getByLabel('Agente', { exact: true }), 'Aldo');
    await kpi('Venduto').getByText('1.234 €').waitFor();
    expect(page.url()).toContain(`agent=${pages.people.aldo.id}`);
    await page.goBack();
    await kpi('Venduto').getByText('1.434 €').waitFor();
  });

  it('takes the last day as one that counts, and says it where the dates are the wrong way round', async () => {
    const last = page.getByLabel('Al', { exact: true });
    expect(await last.inputValue()).toBe('2026-03-31');
    await last.fill('2026-02-10');
    await page.getByText('La fine viene prima dell’inizio.').waitFor();
    expect(await page.getByLabel('Dal', { exact: true }).inputValue()).toBe('2026-03-01');
    expect(await page.getByRole('heading', { name: 'In sintesi' }).count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await last.fill('');
    await page.getByText('Scrivi il primo e l’ultimo giorno.').waitFor();
    await last.fill('2026-03-12');
    await kpi('Venduto').getByText('1.434 €').waitFor();
    expect(page.url()).toContain('to=2026-03-13');
    await page.goto(ADDRESS.replace('2026-04-01', '2026-02-01'));
    await page.getByText('La fine viene prima dell’inizio.').waitFor();
    await page.goto(ADDRESS);
  });

  it.each([
    ['team', 'Non vedi le cifre di questa squadra.'],
    ['agent', 'Non vedi le cifre di questa persona.'],
  ])('says that an address names a %s whose figures one doesn’t see', async (what, said) => {
    const { bruno } = pages.people;
    await page.goto(`${ADDRESS}&${what}=${what === 'team' ? bruno.teamId : bruno.id}`);
    await page.getByText(said).waitFor();
    await page.getByRole('heading', { name: 'In sintesi' }).waitFor({ state: 'hidden' });
    await press(page.getByRole('button', { name: 'Mostra quelle che vedi' }));
    await kpi('Venduto').getByText('1.434 €').waitFor();
  });

  it('is printed on A4 with nothing cut off', async () => {
    await page.getByRole('rowheader', { name: 'Alma' }).waitFor();
    await page.getByRole('img', { name: 'Andamento delle vendite' }).locator('canvas').waitFor();
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 718, height: 1000 });
    const beyond = await page.evaluate<string[]>(`[...document.querySelectorAll('main *')]
      .filter((one) => one.getBoundingClientRect().right > 718.5 || (one.matches('section') && one.scrollWidth > one.clientWidth))
      .map((one) => one.tagName + ' ' + one.textContent.trim().slice(0, 40))`);
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    await page.emulateMedia({ media: 'screen' });
    await page.setViewportSize({ width: 1280, height: 720 });
    expect([beyond, width]).toEqual([[], 718]);
  });

  it('opens the rows behind an amount and behind both parts of a rate', async () => {
    await kpi('Venduto').getByRole('link', { name: '1.434 €' }).press('Enter');
    await page.getByRole('heading', { name: 'Venduto: Trattative vinte', level: 1 }).waitFor();
    await page.getByText('2 righe').waitFor();
    await page.goBack();
    await kpi('Tasso di vittoria').getByRole('link', { name: '1', exact: true }).press('Enter');
    await page.getByRole('heading', { name: 'Trattative perse', level: 1 }).waitFor();
    await page.getByText('1 riga').waitFor();
    await page.goBack();
  });

  it('opens the rows behind a figure, and leads back', async () => {
    await kpi('Trattative vinte').getByRole('link', { name: '2' }).press('Enter');
    await page.getByRole('heading', { name: 'Trattative vinte', level: 1 }).waitFor();
    await page.getByRole('row').filter({ hasText: '1.234 €' }).waitFor();
    expect(await page.getByRole('row').count()).toBe(3);
    expect(await barriers(page)).toEqual([]);
    await press(page.getByRole('button', { name: 'Indietro' }));
    await kpi('Venduto').waitFor();
  });

  it('says which rows of a figure are not in one’s list, for somebody else has them by now', async () => {
    await page.goto('/dashboard?period=custom&from=2026-02-01&to=2026-03-01');
    await kpi('Trattative vinte').getByRole('link', { name: '2' }).press('Enter');
    await page.getByText('1 riga qui, 1 altra non è nel tuo elenco').waitFor();
    // Where nobody knows how many are missing, it is at least said that the figure counts more.
    await page.goto(page.url().replace('notListed=1', ''));
    await page.getByText('1 riga qui; la cifra ne conta 2').waitFor();
    await page.goto(ADDRESS);
  });

  it('is no wider than a telephone: only tables move sideways, each in its place', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await kpi('Venduto').waitFor();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(360);
    await page.setViewportSize({ width: 1280, height: 720 });
  });

  it('gives a table as a file', async () => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      press(page.getByRole('button', { name: 'Scarica «Agenti» in CSV' })),
    ]);
    expect(file.suggestedFilename()).toMatch(/agents.*\.csv$/);
  });

  it.each(['Andamento delle vendite', 'Visite'])(
    'the file of “%s” has the parts that the screen has',
    async (name) => {
      const [request] = await Promise.all([
        page.waitForRequest(/\.csv\?/),
        page.waitForEvent('download'),
        press(page.getByRole('button', { name: `Scarica «${name}» in CSV` })),
      ]);
      expect(new URL(request.url()).searchParams.get('interval')).toBe('day');
    },
  );

  it('never moves what is being read, and its first page is light', async () => {
    const cold = await pages.openAs(pages.people.anna, '/account');
    // Told as text: these words are the browser's.
    await cold.addInitScript(`
      globalThis.shift = 0;
      new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (globalThis.shift += value)))
        .observe({ type: 'layout-shift', buffered: true });
    `);
    await cold.goto(ADDRESS);
    await cold.getByRole('img', { name: 'Andamento delle vendite' }).locator('canvas').waitFor();
    await cold.getByRole('rowheader', { name: 'Alma' }).waitFor();
    const shift = await cold.evaluate<number>('globalThis.shift');
    const scripts = await cold.evaluate<number>(`performance.getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('.js')).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`);
    expect(shift).toBeLessThan(0.1);
    expect(scripts).toBeGreaterThan(50_000);
    expect(scripts).toBeLessThan(300_000);
  });

  it('never meets an error or something that the policy of the page forbids', () => {
    expect(pages.complaints).toEqual([]);
  });
});

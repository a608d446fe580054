import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { refreshFigures } from '../support/refresh-figures.ts';
import { barriers, describePages, type Pages, startPages } from './support/browser.ts';
import { choose, press } from './support/keys.ts';

describePages('dashboards that are kept', () => {
  let pages: Pages;
  let page: Page;
  beforeAll(async () => {
    pages = await startPages();
    await refreshFigures(pages);
    page = await pages.openAs(pages.people.anna, '/dashboard?period=last-month');
  });
  afterAll(() => pages.end());

  const dialog = () => page.getByRole('dialog');

  it('what was chosen is saved for the team under a name, with the panels that are wanted', async () => {
    await press(page.getByRole('button', { name: 'Salva', exact: true }));
    await dialog().getByLabel('Nome').fill('Il mese passato');
    await choose(dialog().getByLabel('Chi lo vede'), 'La mia squadra');
    for (const panel of [
      'Percorso del cliente',
      'Lead e tempi di risposta',
      'Visite',
      'Agenti',
      'Imbuto di vendita',
      'Motivi di perdita',
    ])
      await press(dialog().getByLabel(panel, { exact: true }), 'Space');
    expect(await barriers(page)).toEqual([]);
    await press(dialog().getByRole('button', { name: 'Salva', exact: true }));
    await page.getByText('Cruscotto salvato.').waitFor();
    await page.getByRole('heading', { name: 'Imbuto' }).waitFor({ state: 'hidden' });
    expect(new URL(page.url()).searchParams.get('panels')).toBe('overview,sales-trend,forecast');
  });

  it('a colleague of the team opens it with the own figures, and can’t delete it', async () => {
    const other = await pages.openAs(pages.people.aldo, '/dashboard');
    await choose(other.getByLabel('Cruscotto'), 'Il mese passato');
    await other.waitForURL(/period=last-month/);
    expect(await other.getByLabel('Periodo').inputValue()).toBe('last-month');
    expect(await other.getByRole('button', { name: 'Elimina' }).count()).toBe(0);
    await other.context().close();
  });

  it('one that was made over the API shows the days, the figures and the titles that the API answers', async () => {
    const anna = pages.as(pages.people.anna);
    const { body } = await anna
      .post('/analytics/dashboards')
      .send({
        name: 'Il mio mese',
        period: { preset: 'THIS_MONTH' },
        widgets: [
          { report: 'overview', kpis: ['wonCount', 'closeRate', 'pipelineCoverage'] },
          { report: 'sales-trend', interval: 'week', title: 'Settimane' },
          { report: 'forecast', period: { preset: 'NEXT_3_MONTHS' } },
        ],
      })
      .expect(201);
    const { widgets } = (await anna.get(`/analytics/dashboards/${body.id}/figures`).expect(200)).body;
    const asked = new Map<string, URLSearchParams>();
    const other = await pages.openAs(pages.people.anna, '/account');
    other.on('request', (request) => {
      const { pathname, searchParams } = new URL(request.url());
      const report = /analytics\/(overview|sales-trend)$/.exec(pathname)?.[1];
      if (report) asked.set(report, searchParams);
    });
    await other.goto('/dashboard');
    await choose(other.getByLabel('Cruscotto'), 'Il mio mese');
    await other.getByRole('heading', { name: 'Settimane' }).waitFor();
    const forecast = other.locator('section', { has: other.getByRole('heading', { name: 'Previsione' }) });
    // Overdue, three months, out of them, without a date, all.
    const rows = forecast.locator('tbody tr');
    await rows.nth(7).waitFor({ state: 'detached' });
    await rows.nth(6).waitFor();
    expect(await other.locator('dl dt').allInnerTexts()).toEqual([
      'Trattative vinte',
      'Trattative create e già vinte',
      'Copertura dell’obiettivo',
    ]);
    const { from, to } = widgets[0].overview.period;
    const days = (report: string) => ['from', 'to', 'interval'].map((name) => asked.get(report)?.get(name));
    expect([days('overview'), days('sales-trend')]).toEqual([
      [from, to, null],
      [from, to, 'week'],
    ]);
    await other.context().close();
    await anna.delete(`/analytics/dashboards/${body.id}`).expect(204);
  });

  it('the weekly summary is switched on with it, says when it comes, and is switched off', async () => {
    await press(page.getByRole('button', { name: 'Riepilogo per e-mail' }));
    await choose(dialog().getByLabel('Giorno'), 'Venerdì');
    await choose(dialog().getByLabel('Cifre'), 'Il mese passato');
    await press(dialog().getByRole('button', { name: 'Mandamelo' }));
    await dialog()
      .getByText(/Il prossimo parte il \d\d\/\d\d\/\d{4}, 07:00/)
      .waitFor();
    expect(await barriers(page)).toEqual([]);
    const { body } = await pages.as(pages.people.anna).get('/analytics/summary').expect(200);
    expect([body.subscribed, body.weekday, typeof body.dashboardId]).toEqual([true, 5, 'string']);
    await press(dialog().getByRole('button', { name: 'Non mandarlo più' }));
    await dialog().getByRole('button', { name: 'Mandamelo' }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('its owner deletes it, after being asked', async () => {
    await press(page.getByRole('button', { name: 'Elimina' }));
    await dialog().getByText('«Il mese passato» sparirà').waitFor();
    await press(dialog().getByRole('button', { name: 'Elimina' }));
    await page.getByText('Cruscotto eliminato.').waitFor();
    await page.getByRole('heading', { name: 'Imbuto' }).waitFor();
    expect(await pages.prisma.dashboard.count()).toBe(0);
  });

  it('never meets an error or something that the policy of the page forbids', () => {
    expect(pages.complaints).toEqual([]);
  });
});

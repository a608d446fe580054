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
    for (const [index, name] of [
      'Bar Sport',
      'Tabacchi Verdi',
      'Rosticceria Blu',
      'Edicola Neri',
    ].entries()) {
      const { id: clientId } = await createClient(pages, aldo, {
        ...{ name, street: `Via Roma ${index}`, city: 'Milano', phone: '+39021234567' },
        ...{ latitude: 45.46 + index / 50, longitude: 9.19 },
        ...(index === 1 && { openingHours: { mon: [['15:00', '19:00']] } }),
      });
      await createVisit(pages, aldo, { clientId, scheduledAt: `2026-03-02T${10 + index}:00:00Z` });
    }
    await pages
      .as(aldo)
      .post('/activities')
      .send({ type: 'TASK', subject: 'Porta il catalogo', dueAt: '2026-03-02T15:00:00Z' })
      .expect(201);
    page = await pages.openAs(aldo, '/my-day', PHONE);
  });
  afterAll(() => pages.end());

  const createVisitAt = async (name: string, scheduledAt: string): Promise<void> => {
    const { aldo } = pages.people;
    const { id: clientId } = await createClient(pages, aldo, { name });
    await createVisit(pages, aldo, { clientId, scheduledAt });
  };

  const visit = (name: string) =>
    page.getByRole('region', { name: 'Visite' }).getByRole('listitem').filter({ hasText: name });

  it('shows whom one drives to next, with everything within the screen, and shuts nobody out', async () => {
    await visit('Bar Sport').getByText('Prossima').waitFor();
    const map = page.getByRole('group', { name: 'Mappa del giro' });
    await map.getByRole('button', { name: '1. Bar Sport, 11:00' }).waitFor();
    await map.getByText('Milano', { exact: true }).waitFor();
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

  it('says how far it is, when a client is closed, and leads there', async () => {
    await visit('Tabacchi Verdi').getByText('A quell’ora è chiuso: aperto 15:00–19:00').waitFor();
    await visit('Tabacchi Verdi').getByText('Circa 2,9 km dalla visita precedente').waitFor();
    const way = visit('Bar Sport').getByRole('link', { name: 'Portami da Bar Sport' });
    expect(await way.getAttribute('href')).toBe(
      'https://www.google.com/maps/dir/?api=1&destination=45.46%2C9.19',
    );
    const low = await page.evaluate<string[]>(
      "[...document.querySelectorAll('ol button, ol a')].filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.textContent)",
    );
    expect(low).toEqual([]);
  });

  it('shows the round on a map, and a point leads to its visit', async () => {
    const map = page.getByRole('group', { name: 'Mappa del giro' });
    await map.getByRole('button', { name: /^2\. Tabacchi Verdi/ }).tap();
    expect(await page.evaluate<string>('document.activeElement.textContent')).toContain('Tabacchi Verdi');
  });

  it('a task is done by one tap', async () => {
    await page.getByRole('button', { name: 'Segna come fatto: Porta il catalogo' }).tap();
    await page.getByText('Segnato come fatto.').waitFor();
    await page.getByText('Porta il catalogo').waitFor({ state: 'hidden' });
    expect(await pages.prisma.activity.count({ where: { doneAt: { not: null } } })).toBe(1);
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
    await visit('Bar Sport').getByRole('button', { name: 'Da richiamare' }).tap();
    await visit('Bar Sport').getByText('Fatta').waitFor();
    await page.getByText('Visita conclusa.').waitFor();
    await visit('Tabacchi Verdi').getByText('Prossima').waitFor();
    const done = await pages.prisma.visit.findFirstOrThrow({ where: { status: 'COMPLETED' } });
    expect(done.outcome).toBe('FOLLOW_UP');
  });

  it('an order asks for its amount, as Italians write it, which goes along with the check-out and the note', async () => {
    await visit('Edicola Neri').getByRole('button', { name: 'Registra l’arrivo' }).tap();
    await visit('Edicola Neri').getByRole('button', { name: 'Concludi la visita' }).tap();
    await visit('Edicola Neri').getByText('Aggiungi una nota').tap();
    await page.getByLabel('Nota').fill('Vuole il listino nuovo');
    await visit('Edicola Neri').getByRole('button', { name: 'Ordine', exact: true }).tap();
    expect(await page.evaluate<string>('document.activeElement.inputMode')).toBe('decimal');
    await page.getByLabel('Importo dell’ordine').fill('mille');
    await visit('Edicola Neri').getByRole('button', { name: 'Registra', exact: true }).tap();
    await page.getByText('Scrivi un importo come 1.234,50.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('Importo dell’ordine').fill('1.234,50');
    await visit('Edicola Neri').getByRole('button', { name: 'Registra', exact: true }).tap();
    await visit('Edicola Neri').getByText('Fatta').waitFor();
    await visit('Edicola Neri').getByText('In attesa di invio').waitFor({ state: 'hidden' });
    const done = await pages.prisma.visit.findFirstOrThrow({ where: { outcome: 'ORDER' } });
    expect([done.notes, done.orderAmount?.toFixed(2)]).toEqual(['Vuole il listino nuovo', '1234.50']);
  });

  it('what can’t be done today is moved to another day at the same hour, or skipped with the reason', async () => {
    const notToday = async (name: string) =>
      visit(name)
        .getByRole('button', { name: `Non oggi: ${name}` })
        .tap();
    await notToday('Rosticceria Blu');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Trova il giorno migliore' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await dialog.getByLabel('Oppure scegli il giorno').fill('2026-03-30');
    await dialog.getByRole('button', { name: 'Sposta', exact: true }).tap();
    await page.getByText('Spostata a lunedì 30 marzo, ore 13:00.').waitFor();
    await visit('Rosticceria Blu').waitFor({ state: 'hidden' });
    await createVisitAt('Salumeria Rossi', '2026-03-02T16:00:00Z');
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await notToday('Salumeria Rossi');
    await dialog.getByRole('button', { name: 'Non c’è tempo' }).tap();
    await visit('Salumeria Rossi').getByText('Saltata').waitFor();
    await visit('Salumeria Rossi').getByText('In attesa di invio').waitFor({ state: 'hidden' });
    const [moved, skipped] = await Promise.all([
      pages.prisma.visit.findFirstOrThrow({ where: { client: { name: 'Rosticceria Blu' } } }),
      pages.prisma.visit.findFirstOrThrow({ where: { status: 'SKIPPED' } }),
    ]);
    // Summer time began on the 29th: the same hour on the wall is an hour earlier.
    expect([moved.scheduledAt.toISOString(), skipped.statusReason]).toEqual([
      '2026-03-30T11:00:00.000Z',
      'Non c’è tempo',
    ]);
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

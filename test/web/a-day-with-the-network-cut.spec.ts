import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createClient } from '../factories/client.ts';
import { createVisit } from '../factories/visit.ts';
import { PASSWORD } from '../support/people.ts';
import { barriers, describePages, type Pages, startPages } from './support/browser.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

describePages('a day with the network cut', () => {
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
    page = await pages.openAs(aldo, '/my-day', { ...PHONE, serviceWorkers: 'allow' });
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  });
  afterAll(() => pages.end());

  const visit = (name: string) =>
    page.getByRole('region', { name: 'Visite' }).getByRole('listitem').filter({ hasText: name });
  const waiting = () => page.getByRole('region', { name: 'Da inviare' });
  const cut = (is: boolean) => page.context().setOffline(is);

  it('a check-out in the basement is kept, and shown as waiting with what it was and when', async () => {
    await visit('Bar Sport').getByRole('button', { name: 'Registra l’arrivo' }).tap();
    await page.getByText('Arrivo registrato.').waitFor();
    await cut(true);
    await visit('Bar Sport').getByRole('button', { name: 'Concludi la visita' }).tap();
    await visit('Bar Sport').getByRole('button', { name: 'Ordine' }).tap();
    await visit('Bar Sport').getByRole('button', { name: 'Registra', exact: true }).tap();
    await waiting().getByText('Fine visita · Bar Sport').waitFor();
    await waiting().getByText('02/03/2026, 09:0').waitFor();
    await visit('Bar Sport').getByText('Fatta').waitFor();
    await page.getByRole('status').getByText('Senza rete · 1 da inviare').waitFor();
    expect(await barriers(page)).toEqual([]);
    expect((await pages.prisma.visit.findMany({ where: { status: 'COMPLETED' } })).length).toBe(0);
  });

  it('opened again without network it shows the day, what waits, and that both are as they were', async () => {
    await page.reload();
    await page.getByText('Senza rete: la giornata com’era 02/03/2026, 09:00.').waitFor();
    await visit('Tabacchi Verdi').getByText('Prossima').waitFor();
    await visit('Bar Sport').getByText('In attesa di invio').waitFor();
    await waiting().getByText('Fine visita · Bar Sport').waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('nothing that lies in this browser lets anybody in', async () => {
    const kept = await page.evaluate<string>(`(async () => {
      const requests = (await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))).flat();
      const database = await new Promise((done) => { indexedDB.open('nexus').onsuccess = ({ target }) => done(target.result); });
      const rows = await Promise.all(['writes', 'kept'].map((name) => new Promise((done) => {
        database.transaction(name).objectStore(name).getAll().onsuccess = ({ target }) => done(target.result);
      })));
      return JSON.stringify([requests.map(({ url }) => new URL(url).pathname), rows]);
    })()`);
    expect(kept).toContain('checkOut');
    expect(kept).toContain('/manifest.webmanifest');
    expect(kept).not.toMatch(/"\/api\/|eyJ|token"/i);
  });

  it('when the network is back it is sent once, and counts at the moment of the tap', async () => {
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/check-out')) sent.push(request.url());
    });
    pages.clock.setTo('2026-03-02T09:30:00Z');
    await cut(false);
    await waiting().waitFor({ state: 'hidden' });
    await visit('Bar Sport').getByText('Fatta').waitFor();
    const done = await pages.prisma.visit.findFirstOrThrow({ where: { status: 'COMPLETED' } });
    const { outcome, checkedOutAt, checkOutLateSeconds } = done;
    expect([sent.length, outcome]).toEqual([1, 'ORDER']);
    expect(checkedOutAt?.toISOString()).toMatch(/^2026-03-02T08:0[0-2]:/);
    expect(checkOutLateSeconds).toBeGreaterThan(5000);
  });

  it('a visit on which the server fails holds up no other one', async () => {
    const { aldo } = pages.people;
    for (const [index, name] of ['Edicola Neri', 'Bar Centrale'].entries()) {
      const { id: clientId } = await createClient(pages, aldo, { name });
      await createVisit(pages, aldo, { clientId, scheduledAt: `2026-03-02T${15 + index}:00:00Z` });
    }
    const of = (name: string) => pages.prisma.visit.findFirstOrThrow({ where: { client: { name } } });
    const failing = `**/visits/${(await of('Edicola Neri')).id}/skip`;
    await page.route(failing, (route) => route.fulfill({ status: 500 }));
    await page.reload();
    for (const name of ['Edicola Neri', 'Bar Centrale']) {
      await page.getByRole('button', { name: `Non oggi: ${name}` }).tap();
      await page.getByRole('dialog').getByRole('button', { name: 'Era chiuso' }).tap();
    }
    await visit('Bar Centrale').getByText('Saltata').waitFor();
    await visit('Bar Centrale').getByText('In attesa di invio').waitFor({ state: 'hidden' });
    expect((await of('Bar Centrale')).status).toBe('SKIPPED');
    await waiting().getByText('Edicola Neri').waitFor();
    await page.unroute(failing);
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await waiting().waitFor({ state: 'hidden' });
    expect((await of('Edicola Neri')).status).toBe('SKIPPED');
  });

  it('what the manager ended meanwhile is refused, explained, and stays until the agent has decided', async () => {
    await cut(true);
    await visit('Tabacchi Verdi').getByRole('button', { name: 'Registra l’arrivo' }).tap();
    await waiting().getByText('Arrivo · Tabacchi Verdi').waitFor();
    await pages.prisma.visit.updateMany({ where: { status: 'PLANNED' }, data: { status: 'CANCELLED' } });
    await cut(false);
    await waiting().getByText('Non accettata').waitFor();
    await waiting().getByText('Nel frattempo la visita risulta “Annullata”.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await waiting().getByRole('button', { name: 'Elimina' }).tap();
    await waiting().getByRole('button', { name: 'Sì, elimina' }).tap();
    await waiting().waitFor({ state: 'hidden' });
    await visit('Tabacchi Verdi').getByText('Annullata').waitFor();
  });

  it('signing out asks while something waits, and then leaves nothing behind', async () => {
    const { aldo } = pages.people;
    const { id: clientId } = await createClient(pages, aldo, { name: 'Rosticceria Blu' });
    await createVisit(pages, aldo, { clientId, scheduledAt: '2026-03-02T14:00:00Z' });
    await page.reload();
    await visit('Rosticceria Blu').waitFor();
    await cut(true);
    await visit('Rosticceria Blu').getByRole('button', { name: 'Registra l’arrivo' }).tap();
    await waiting().getByText('Arrivo · Rosticceria Blu').waitFor();
    await page.getByRole('button', { name: 'Altro' }).tap();
    await page.getByRole('dialog').getByRole('button', { name: 'Esci' }).tap();
    await page.getByText('Una registrazione non è ancora partita.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await cut(false);
    await page.getByRole('button', { name: 'Invia e poi esci' }).tap();
    await page.getByLabel('Password').waitFor();
    const left =
      await page.evaluate<number>(`new Promise((done) => { indexedDB.open('nexus').onsuccess = ({ target }) => {
      const stores = target.result.transaction(['writes', 'kept']);
      const counts = ['writes', 'kept'].map((name) => stores.objectStore(name).count());
      stores.oncomplete = () => done(counts[0].result + counts[1].result);
    }; })`);
    expect(left).toBe(0);
    expect(await pages.prisma.visit.count({ where: { status: 'CHECKED_IN' } })).toBe(1);
  });

  it('where the browser keeps nothing, what is done is sent at once', async () => {
    const { alma } = pages.people;
    const { id: clientId } = await createClient(pages, alma, { name: 'Bar Pieno' });
    await createVisit(pages, alma, { clientId, scheduledAt: '2026-03-02T12:00:00Z' });
    const full = await pages.open(PHONE);
    await full.addInitScript(
      "IDBFactory.prototype.open = () => { throw new DOMException('Full.', 'InvalidStateError'); }",
    );
    await full.goto('/my-day');
    await full.getByLabel('E-mail').fill(alma.email);
    await full.getByLabel('Password').fill(PASSWORD);
    await full.keyboard.press('Enter');
    await full.getByRole('button', { name: 'Registra l’arrivo' }).tap();
    await full.getByText('Arrivo registrato.').waitFor();
    expect(await pages.prisma.visit.count({ where: { clientId, status: 'CHECKED_IN' } })).toBe(1);
  });

  it('never meets an error or something that the policy of the page forbids', () => {
    expect(pages.complaints).toEqual([]);
  });
});

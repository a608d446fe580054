import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createClient } from '../factories/client.ts';
import { createVisit } from '../factories/visit.ts';
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
    page = await pages.openAs(aldo, '/my-day', PHONE);
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
    await waiting().getByText('Fine visita · Bar Sport').waitFor();
    await waiting().getByText('02/03/2026, 09:0').waitFor();
    await visit('Bar Sport').getByText('Fatta').waitFor();
    await page.getByRole('status').getByText('Senza rete · 1 da inviare').waitFor();
    expect(await barriers(page)).toEqual([]);
    expect((await pages.prisma.visit.findMany({ where: { status: 'COMPLETED' } })).length).toBe(0);
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

  it('never meets an error or something that the policy of the page forbids', () => {
    expect(pages.complaints).toEqual([]);
  });
});

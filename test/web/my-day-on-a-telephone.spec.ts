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

  const visit = (name: string) => page.getByRole('listitem').filter({ hasText: name });

  it('shows whom one drives to next, with everything within the screen, and shuts nobody out', async () => {
    await visit('Bar Sport').getByText('Prossima').waitFor();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(360);
    expect(await barriers(page)).toEqual([]);
  });

  it('is checked in by one tap and out by two, and the next visit steps forward', async () => {
    await visit('Bar Sport').getByRole('button', { name: 'Sono arrivato' }).tap();
    await page.getByText('Arrivo registrato senza posizione.').waitFor();
    await visit('Bar Sport').getByRole('button', { name: 'Ho finito' }).tap();
    expect(await barriers(page)).toEqual([]);
    await visit('Bar Sport').getByRole('button', { name: 'Ordine' }).tap();
    await visit('Bar Sport').getByText('Fatta').waitFor();
    await visit('Tabacchi Verdi').getByText('Prossima').waitFor();
    const done = await pages.prisma.visit.findFirstOrThrow({ where: { status: 'COMPLETED' } });
    expect(done.outcome).toBe('ORDER');
  });

  it('never meets an error or something that the policy of the page forbids', () => {
    expect(pages.complaints).toEqual([]);
  });
});

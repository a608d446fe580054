import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { authenticator } from '../support/authenticator.ts';
import { PASSWORD } from '../support/people.ts';
import { barriers, describePages, type Pages, startPages } from './support/browser.ts';

describePages('one’s own account', () => {
  let pages: Pages;
  let page: Page;
  beforeAll(async () => {
    pages = await startPages();
    page = await pages.openAs(pages.people.aldo, '/account');
  });
  afterAll(() => pages.end());

  const press = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).focus();
    await page.keyboard.press('Enter');
  };

  it('shows where one is signed in, and another session is ended', async () => {
    const other = await pages.openAs(pages.people.aldo, '/account');
    await page.reload();
    await page.getByText('questa', { exact: true }).waitFor();
    await page.getByText('E-mail', { exact: true }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await press('Termina tutte');
    await page.getByRole('button', { name: 'Termina tutte' }).waitFor({ state: 'detached' });
    await other.reload();
    await other.getByLabel('Password', { exact: true }).and(other.locator('input')).waitFor();
  });

  it('gets a second factor by a code that a telephone reads, and codes for when it is lost', async () => {
    await press('Attiva');
    await page.getByLabel('La tua password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: 'Codice QR' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    const app = authenticator(await page.locator('code').innerText(), pages.clock);
    await page.getByLabel('Le sei cifre che l’app mostra').fill(app.nextCode());
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Codici di recupero' }).waitFor();
    const codes = await page.locator('code').allInnerTexts();
    expect(codes).toHaveLength(10);
    await press('Li ho conservati');
    await page.getByText('Codici di recupero rimasti: 10.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await press('Disattiva');
    await page.getByLabel('La tua password').fill(PASSWORD);
    await page.getByLabel('Codice dell’app o di recupero').fill(codes[0] ?? '');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Attiva', exact: true }).waitFor();
  });

  it('chooses its letters', async () => {
    await page.getByLabel('Ricordami per e-mail').press('Space');
    await page.getByLabel('Mandami ogni settimana').press('Space');
    await page.getByText(/La prossima parte il/).waitFor();
    const user = await pages.prisma.user.findUniqueOrThrow({ where: { id: pages.people.aldo.id } });
    expect(user.reminderMails).toBe(false);
  });

  it('gets another password', async () => {
    await page.getByLabel('Password attuale').fill('sbagliata');
    await page.getByLabel('Nuova password').fill('tram giallo fungo nave');
    await press('Cambia la password');
    await page.getByText('La password attuale non è corretta.').waitFor();
    await page.getByLabel('Password attuale').fill(PASSWORD);
    await press('Cambia la password');
    await page.getByText('Password cambiata.').waitFor();
  });

  it('never meets an error or something that the policy of the page forbids', () => {
    expect(pages.complaints).toEqual([]);
  });
});

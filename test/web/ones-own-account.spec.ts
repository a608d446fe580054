import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { authenticator } from '../support/authenticator.ts';
import { PASSWORD } from '../support/people.ts';
import { barriers, describePages, type Pages, startPages } from './support/browser.ts';
import { press as pressKey, reach } from './support/keys.ts';

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

  it('says when it works, by the keyboard: Friday ends at one, and the planner is told', async () => {
    const { aldo, anna } = pages.people;
    const day = { from: '09:00', to: '18:00', lunchBreak: { from: '12:30', to: '14:30', minutes: 60 } };
    const hours = `/agents/${aldo.id}/working-hours`;
    const of = async () => (await pages.as(anna).get(hours)).body;
    await page.getByText('Nessuno ha ancora impostato gli orari.').waitFor();
    const start = { latitude: 45.4642, longitude: 9.19 };
    await pages
      .as(anna)
      .put(hours)
      .send({ days: { mon: day, fri: day }, start, end: null, maxKm: 250, homeTown: 'Milano' });
    await page.reload();
    const friday = page.getByLabel('Venerdì');
    await page.getByText('una pausa di 60 minuti').first().waitFor();
    const write = async (text: string) => {
      await reach(friday);
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type(text);
    };
    await write('9-13, 12-18');
    await page.getByText('Ogni ora deve venire dopo la precedente.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await pressKey(page.getByRole('button', { name: 'Salva gli orari' }));
    expect(await friday.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
    await page.getByRole('link', { name: 'La mia giornata' }).first().press('Enter');
    const question = page.getByRole('dialog', { name: 'Modifiche non salvate' });
    await pressKey(question.getByRole('button', { name: 'Continua a modificare' }));
    await write('9-13');
    await pressKey(page.getByRole('button', { name: 'Salva gli orari' }));
    await page.getByText('Orari di lavoro salvati.').waitFor();
    const save = page.getByRole('button', { name: 'Salva gli orari' });
    expect(await save.evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true);
    expect(await of()).toMatchObject({
      ...{ days: { mon: day, fri: { from: '09:00', to: '13:00', lunchBreak: null } }, start, end: null },
      ...{ maxKm: 250, homeTown: 'Milano', version: 2 },
    });
  });

  it('learns that its manager changed the hours meanwhile, and takes those', async () => {
    const { aldo, anna } = pages.people;
    const hours = `/agents/${aldo.id}/working-hours`;
    await pages
      .as(anna)
      .put(hours)
      .send({ days: { fri: { from: '08:00', to: '12:00' } } });
    await pressKey(page.getByRole('button', { name: 'Salva gli orari' }));
    await pressKey(page.getByRole('button', { name: 'Lascia com’è' }));
    const friday = page.getByLabel('Venerdì');
    while ((await friday.inputValue()) !== '08:00-12:00') await page.waitForTimeout(50);
    expect(await page.getByLabel('Lunedì').inputValue()).toBe('');
  });

  it('an admin sets the hours of somebody else from the list of people', async () => {
    const { aldo, anna, admin } = pages.people;
    const desk = await pages.openAs(admin, '/admin/users', { viewport: { width: 360, height: 740 } });
    await desk.getByRole('button', { name: /Aldo/ }).click();
    await pressKey(desk.getByText('Orari di lavoro', { exact: true }));
    await desk.getByLabel('Lunedì').waitFor();
    expect(await barriers(desk)).toEqual([]);
    await reach(desk.getByLabel('Lunedì'));
    await desk.keyboard.type('08:30-12:30, 13:30-17:30');
    await pressKey(desk.getByRole('button', { name: 'Ripeti il lunedì fino a venerdì' }));
    await pressKey(desk.getByRole('button', { name: 'Salva gli orari' }));
    await desk.getByText('Orari di lavoro salvati.').waitFor();
    const { body } = await pages.as(anna).get(`/agents/${aldo.id}/working-hours`);
    const lunchBreak = { from: '12:30', to: '13:30', minutes: 60 };
    expect(body.days.thu).toEqual({ from: '08:30', to: '17:30', lunchBreak });
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

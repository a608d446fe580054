import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createClient, vatNumber } from '../factories/client.ts';
import { createVisit } from '../factories/visit.ts';
import { barriers, describePages, type Pages, startPages } from './support/browser.ts';
import { choose, press } from './support/keys.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

describePages('clients are kept', () => {
  let pages: Pages;
  let page: Page;
  beforeAll(async () => {
    pages = await startPages();
    const { anna, aldo } = pages.people;
    await createClient(pages, anna, {
      name: 'Tabaccheria Rossi',
      vatNumber: vatNumber(7),
      phone: '059 123456',
      city: 'Modena',
      postalCode: '41121',
    });
    await createClient(pages, pages.people.bruno, { name: 'Svapo Sud', vatNumber: vatNumber(8) });
    const { id } = await createClient(pages, aldo, {
      name: 'Svapo da visitare',
      city: 'Modena',
      latitude: 44.6471,
      longitude: 10.9252,
    });
    await pages.prisma.client.update({ where: { id }, data: { externalId: 'C-0042' } });
    await createVisit(pages, aldo, { clientId: id, scheduledAt: '2030-03-02T10:00:00Z' });
    page = await pages.openAs(anna, '/clients');
  });
  afterAll(() => pages.end());

  /** Leads there by Tab, as somebody without a mouse comes there. */
  const type = async (label: string, text: string) => {
    await page.getByLabel(label, { exact: true }).focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(text);
  };

  /** What a browser finds out before it closes a tab or loads it anew; then it asks in its own words. */
  const holdsTheTab = () =>
    page.evaluate<boolean>("!dispatchEvent(new Event('beforeunload', { cancelable: true }))");

  it('a new one is checked while it is typed: the P.IVA, and whether it is there already', async () => {
    await page.getByRole('link', { name: 'Nuovo cliente' }).press('Enter');
    await page.getByRole('heading', { name: 'Nuovo cliente' }).waitFor();
    await page.keyboard.type('Tabaccheria Rosi');
    await type('CAP', '41121');
    await type('Telefono', '059 123456');
    const warning = page.getByRole('status').filter({ hasText: 'Forse è già fra i clienti' });
    await warning
      .getByText(/somiglianza \d+%: .*nome simile.*stesso telefono|stesso telefono.*nome simile/)
      .waitFor();
    const link = warning.getByRole('link', { name: 'Tabaccheria Rossi' });
    expect(await link.getAttribute('target')).toBe('_blank');

    await type('Partita IVA', '00743110158');
    await page.getByText('La cifra di controllo non torna').waitFor();
    await type('Partita IVA', '00743110157');
    await page.getByText('La P.IVA è corretta').waitFor();
    await type('Partita IVA', vatNumber(8));
    await page.getByText('Un altro cliente ha già questa P.IVA.').waitFor();
    await warning.getByText('Un cliente che non puoi vedere').waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('what is refused is said at its field, and the focus goes there', async () => {
    await type('Partita IVA', '00743110157');
    await type('Telefono', '12');
    await page.getByLabel('Telefono', { exact: true }).press('Enter');
    await page.getByText('Questo non è un numero di telefono.').first().waitFor();
    await page.locator('input[type="tel"][aria-invalid="true"]:focus').waitFor();
  });

  it('on a telephone a refusal names limits in Italian at the fields, covers no button, and goes when the form is edited', async () => {
    const phone = await pages.openAs(pages.people.anna, '/clients/new', PHONE);
    const field = (label: string) => phone.getByLabel(label, { exact: true });
    await field('Ragione sociale o nome').fill('Edicola Verdi');
    await field('Giorni fra due visite').fill('3');
    await field('Coordinate').fill('95, 9.19');
    await field('Etichette').fill('e'.repeat(51));
    await field('Sito web').fill('edicola verdi');
    await field('Paese').fill('XX');
    const save = phone.getByRole('button', { name: 'Salva' });
    await save.tap();
    const toast = phone.getByText('guarda i campi segnalati');
    await toast.waitFor();
    for (const text of [
      'Almeno 7.',
      'La latitudine va da −90 a 90, la longitudine da −180 a 180.',
      'Una delle voci: al massimo 50 caratteri.',
      'Non è un indirizzo web: per esempio https://www.esempio.it.',
      'Paese sconosciuto: scrivi la sigla di due lettere, per esempio IT.',
    ])
      await phone.getByText(text).waitFor();
    expect(await phone.getByText(/must/).count()).toBe(0);
    expect(await barriers(phone)).toEqual([]);
    // A tap is refused where something else lies above.
    await save.tap({ trial: true, timeout: 2_000 });
    await phone.getByRole('button', { name: 'Annulla' }).tap({ trial: true, timeout: 2_000 });
    await field('Giorni fra due visite').fill('30');
    await toast.waitFor({ state: 'detached', timeout: 2_000 });
    await phone.context().close();
  });

  it('hours that end before they begin are said at their day', async () => {
    await type('Lunedì', '19:30-09:00');
    await page.getByText('Ogni ora deve venire dopo la precedente').waitFor();
    await page.getByLabel('Lunedì', { exact: true }).press('Enter');
    await page.locator('input[aria-invalid="true"]:focus').waitFor();
    expect(await page.getByLabel('Lunedì', { exact: true }).getAttribute('aria-invalid')).toBe('true');
    await type('Lunedì', '');
  });

  it('leaving a form that is not saved asks first, and staying loses nothing', async () => {
    const elsewhere = page.getByRole('link', { name: 'Trattative', exact: true });
    await elsewhere.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Modifiche non salvate' });
    await dialog.locator('button:focus', { hasText: 'Continua a modificare' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await elsewhere.evaluate((link) => link === link.ownerDocument.activeElement)).toBe(true);
    expect(await page.getByLabel('Telefono', { exact: true }).inputValue()).toBe('12');
    expect(await holdsTheTab()).toBe(true);
  });

  it('is saved, and shows itself with what an electronic invoice still lacks', async () => {
    await type('Telefono', '02 1234567');
    await type('Scadenza dell’autorizzazione', '2020-01-31');
    await page.getByLabel('Scadenza dell’autorizzazione').fill('2020-01-31');
    await type('Lunedì', 'mattina');
    await page.getByText('Scrivi gli orari come').waitFor();
    await type('Lunedì', '9-12.30, 15:30-19:30');
    await page.getByRole('button', { name: 'Salva' }).press('Enter');
    await page.getByRole('heading', { name: 'Tabaccheria Rosi', level: 1 }).waitFor();
    await page.getByText('09:00–12:30, 15:30–19:30').waitFor();
    await page.getByText('Non ancora pronto per la fattura elettronica: manca l').waitFor();
    await page.getByText('(31/01/2020)').waitFor();
    await page.getByText('ha creato il cliente').waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('has contacts, added and corrected by the keys, which the timeline tells', async () => {
    await page.getByRole('button', { name: 'Aggiungi un contatto' }).press('Enter');
    await page.keyboard.type('Giulia Bianchi');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Modifica Giulia Bianchi' }).press('Enter');
    await type('Ruolo', 'titolare');
    await page.keyboard.press('Enter');
    await page.getByText('titolare', { exact: true }).waitFor();
    await page.getByText('ha aggiunto un contatto').waitFor();
  });

  it('asks before what was typed into a dialog is lost: by Escape, the cross, “Annulla” and the way back', async () => {
    const dialog = page.getByRole('dialog', { name: 'Aggiungi un contatto' });
    const question = page.getByRole('dialog', { name: 'Modifiche non salvate' });
    const add = page.getByRole('button', { name: 'Aggiungi un contatto' });
    const name = dialog.getByLabel('Nome e cognome');
    await add.press('Enter');
    await name.waitFor();
    expect(await holdsTheTab()).toBe(false);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    await add.press('Enter');
    await page.keyboard.type('Piero Verdi');
    expect(await holdsTheTab()).toBe(true);
    // A browser lets a page hold back the first of these only.
    for (let times = 0; times < 3; times += 1) {
      await page.keyboard.press('Escape');
      await question.waitFor();
      if (times === 0) expect(await barriers(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await question.waitFor({ state: 'detached' });
      expect(await name.inputValue()).toBe('Piero Verdi');
      expect(await name.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
    }
    for (const leave of ['Chiudi', 'Annulla']) {
      await dialog.getByRole('button', { name: leave }).press('Enter');
      await question.getByRole('button', { name: 'Continua a modificare' }).press('Enter');
    }
    await page.goBack();
    await question.getByRole('button', { name: 'Continua a modificare' }).press('Enter');
    await name.fill('');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    await add.press('Enter');
    await page.keyboard.type('Piero Verdi');
    await page.keyboard.press('Escape');
    await question.getByRole('button', { name: 'Prosegui senza salvare' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await add.evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true);
    expect(await pages.prisma.contact.count()).toBe(1);
  });

  it('who saves at once after typing sees first whether it is there already, and saves by a second word', async () => {
    const tab = await page.context().newPage();
    await tab.goto('/clients/new');
    const name = tab.getByLabel('Ragione sociale o nome');
    await name.press('Enter');
    expect(await tab.evaluate<string>('document.activeElement.validationMessage')).toBe(
      'Compila questo campo.',
    );
    const draft = { name: 'Tabaccheria Rossi', phone: '059 123456' };
    const { body: json } = await pages.as(pages.people.anna).post('/clients/duplicates').send(draft);
    // Told at once: on a busy machine the answer might take longer than the form waits.
    await tab.route('**/clients/duplicates', (route) => route.fulfill({ json: json as unknown }));
    await name.fill('Chiosco del porto');
    await tab.getByRole('button', { name: 'Salva' }).press('Enter');
    await tab.getByText('Non è ancora salvato').waitFor();
    expect(await pages.prisma.client.count({ where: { name: 'Chiosco del porto' } })).toBe(0);
    await tab.getByRole('button', { name: 'Salva' }).press('Enter');
    await tab.getByRole('heading', { name: 'Chiosco del porto', level: 1 }).waitFor();
    await tab.close();
  });

  it('without network the list says so once, and comes with the network', async () => {
    const tab = await page.context().newPage();
    const asked = /api\/v1\/(clients|colleagues|views)/;
    await tab.route(asked, (route) => route.abort());
    await tab.goto('/clients');
    const offline = tab.getByText('Il server non risponde');
    const retry = tab.getByRole('button', { name: 'Riprova' });
    await retry.waitFor();
    expect(await offline.count()).toBe(1);
    await tab.unroute(asked);
    await retry.press('Enter');
    await tab.getByRole('link', { name: 'Svapo da visitare', exact: true }).waitFor();
    await offline.waitFor({ state: 'hidden' });
    await tab.close();
  });

  it('“Annulla” leads to the list from a tab that was opened with the form', async () => {
    const tab = await page.context().newPage();
    await tab.goto('/clients/new');
    await tab.getByRole('button', { name: 'Annulla' }).press('Enter');
    await tab.getByRole('heading', { name: 'Clienti', level: 1 }).waitFor();
    await tab.close();
  });

  it('who goes back from an edit all the same leaves the client as it was, and is asked only when something is lost', async () => {
    const edit = page.getByRole('link', { name: 'Modifica', exact: true });
    const heading = page.getByRole('heading', { name: 'Tabaccheria Rosi', level: 1, exact: true });
    await edit.press('Enter');
    await page.getByRole('heading', { name: 'Modifica Tabaccheria Rosi' }).waitFor();
    expect(await holdsTheTab()).toBe(false);
    await page.goBack();
    await heading.waitFor();
    await edit.press('Enter');
    await type('Città', 'Bologna');
    await page.evaluate('history.back()');
    await press(page.getByRole('dialog').getByRole('button', { name: 'Prosegui senza salvare' }));
    await heading.waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.getByText('Bologna').count()).toBe(0);
  });

  it('an edit that meets somebody else’s is explained, and keeps what only one of them changed', async () => {
    await page.getByRole('link', { name: 'Modifica', exact: true }).press('Enter');
    await page.getByRole('heading', { name: 'Modifica Tabaccheria Rosi' }).waitFor();
    await type('Città', 'Modena');
    await type('Indirizzo', 'Via Emilia 1');
    const { id } = await pages.prisma.client.findFirstOrThrow({ where: { name: 'Tabaccheria Rosi' } });
    await pages.as(pages.people.anna).patch(`/clients/${id}`).send({ city: 'Carpi' });
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/ha cambiato la città/).waitFor();
    await dialog.getByText('Carpi').waitFor();
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Prendi quello di adesso' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Ora vedi i dati di adesso').waitFor();
    await page.getByRole('button', { name: 'Salva' }).press('Enter');
    await page.getByText(/Via Emilia 1, .*Carpi/).waitFor();
  });

  it('is given to somebody else, moved on, deleted and brought back', async () => {
    await page.getByRole('button', { name: 'Cambia responsabile' }).press('Enter');
    await choose(page.getByRole('dialog').getByLabel('Responsabile'), 'Alma');
    await page.getByRole('dialog').getByRole('button', { name: 'Cambia responsabile' }).press('Enter');
    await page.getByText('Responsabile: Alma').waitFor();
    await choose(page.getByLabel('Fase'), 'Cliente');
    await page.getByText('Fase cambiata.').waitFor();
    await page.getByRole('button', { name: 'Elimina' }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Elimina' }).press('Enter');
    await page.getByRole('button', { name: 'Ripristina' }).press('Enter');
    await page.getByText('è di nuovo fra i clienti').waitFor();
    await page.getByText('Responsabile: Alma').waitFor();
  });

  it('two that are one are merged after a look at what comes of it, and parted again', async () => {
    await page.getByRole('link', { name: 'Unisci un doppione' }).press('Enter');
    await page.getByRole('combobox', { name: 'Quale cliente è un doppione?' }).focus();
    await page.keyboard.type('rossi');
    await page.getByRole('option', { name: 'Tabaccheria Rossi' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const name = page.getByRole('group', { name: 'Ragione sociale o nome' });
    await name.getByRole('radio', { name: /^Tabaccheria Rosi / }).waitFor();
    await name.getByRole('radio').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
    expect(await name.getByRole('radio').nth(1).isChecked()).toBe(true);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Unisci', exact: true }).press('Enter');
    await page.getByRole('heading', { name: 'Tabaccheria Rossi', level: 1 }).waitFor();
    await page.getByText('Doppioni uniti a questo cliente').waitFor();
    await page.getByText('ha unito un altro cliente a questo: Tabaccheria Rossi').first().waitFor();
    await page.getByRole('button', { name: 'Annulla l’unione' }).press('Enter');
    await page.getByText('è di nuovo un cliente a sé').waitFor();
    await page.getByRole('heading', { name: 'Tabaccheria Rosi', level: 1 }).waitFor();
  });

  it('on a telephone nothing is wider than the screen, and nobody is offered what would be refused', async () => {
    const phone = await pages.openAs(pages.people.aldo, '/clients', PHONE);
    await phone.getByRole('link', { name: 'Svapo da visitare', exact: true }).tap();
    await phone.getByRole('heading', { name: 'Visite' }).waitFor();
    await phone.getByText('02/03/2030').first().waitFor();
    expect(await phone.evaluate<number>('document.documentElement.scrollWidth')).toBe(360);
    await phone.getByText('Dove si trova').waitFor();
    await phone.getByText('Codice del gestionale').waitFor();
    await phone.getByText('C-0042').waitFor();
    expect(await phone.getByRole('button', { name: 'Cambia responsabile' }).count()).toBe(0);
    await phone.getByRole('link', { name: 'Modifica', exact: true }).tap();
    await phone.getByLabel('Partita IVA').waitFor();
    expect(await phone.evaluate<number>('document.documentElement.scrollWidth')).toBe(360);
    expect(await barriers(phone)).toEqual([]);
  });

  it('never meets an error or something that the policy of the page forbids', () => {
    expect(pages.complaints).toEqual([]);
  });
});

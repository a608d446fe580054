import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { createClient } from '../factories/client.ts';
import { openDealBook } from '../factories/deal-book.ts';
import { barriers, describePages, type Pages, startPages } from './support/browser.ts';

/** Windows-1252 with semicolons, as Excel in Italy saves it: a title above, two good rows, three with a fault. */
const FILE = 'test/web/fixtures/trattative.csv';

describePages('a spreadsheet is imported, by the keyboard alone', () => {
  let pages: Pages;
  let page: Page;
  beforeAll(async () => {
    pages = await startPages();
    const { anna } = pages.people;
    const { pipelineId: id } = await openDealBook(pages, 'Negozi');
    await pages.prisma.salesPipeline.update({ where: { id }, data: { isDefault: true } });
    await createClient(pages, anna, { name: 'Tabaccheria dell’Università' });
    await createClient(pages, anna, { name: 'Perché No Café' });
    page = await pages.openAs(anna, '/import');
  });
  afterAll(() => pages.end());

  const count = (name: string) =>
    page.locator('dl div', { has: page.getByText(name, { exact: true }) }).getByRole('definition');
  const press = async (name: string) => {
    await page.getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
  };
  /** A choice made by typing the beginning of its name. */
  const pick = async (label: string, typed: string) => {
    await page.getByLabel(label, { exact: true }).focus();
    await page.keyboard.type(typed);
    await page.keyboard.press('Tab');
  };

  it('which is chosen, and tried without anything being written', async () => {
    await page.getByText('Ancora nessuna importazione.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await pick('Che cosa contiene', 'Tratt');
    await page.getByLabel('Scegli un file').focus();
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Space');
    await (await chooser).setFiles(FILE);
    await page.getByText('La prova è finita. Non è ancora scritto niente.').waitFor();
    expect(await count('Nuovi').innerText()).toBe('2');
    expect(await count('Con errori').innerText()).toBe('3');
    await page.getByText(/^Le trattative nuove entrano .*assegnate a Anna/).waitFor();
    await page.getByText('L’intestazione è alla riga 3').waitFor();
    await page.getByText('Windows-1252').waitFor();
    expect(await pages.prisma.opportunity.count()).toBe(0);
  });

  it('tells each error where it stands, and those of one column alone', async () => {
    const faults = page.getByRole('group', { name: 'Errori' }).getByRole('row');
    await faults.filter({ hasText: '1,234' }).getByText('Importo').waitFor();
    expect(await faults.count()).toBe(4);
    await faults.filter({ hasText: 'Bar che non c’è' }).getByText('7', { exact: true }).waitFor();
    expect(await barriers(page)).toEqual([]);
    let asked = 0;
    page.on('request', () => (asked += 1));
    await page.waitForTimeout(500);
    // Nothing is under way any more, and nothing is asked.
    expect(asked).toBe(0);
    await pick('Colonna', 'Chius');
    await page.getByText('1–1 di 1').waitFor();
    expect(await faults.nth(1).innerText()).toContain('31/02/2027');
  });

  it('is read in another way when a column was taken for the wrong field, or for none', async () => {
    const field = page.getByLabel('«Annotazione» diventa');
    await page.getByText('già sentito').waitFor();
    expect(await field.inputValue()).toBe('');
    await pick('«Annotazione» diventa', 'Fonte');
    await pick('«Chiusura prevista» diventa', 'Non imp');
    await press('Ripeti la prova');
    await page.getByText('La prova ricomincia.').waitFor();
    // Without the column of the impossible day its row is a good one.
    await page.getByRole('button', { name: 'Importa 3 righe' }).waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('is written, also when the page is loaded anew meanwhile', async () => {
    await press('Importa 3 righe');
    await page.getByText('Importazione avviata.').waitFor();
    await page.reload();
    await page.getByText('2 righe con errori sono rimaste fuori').waitFor();
    expect(await count('Nuovi').innerText()).toBe('3');
    const written = await pages.prisma.opportunity.findMany({ orderBy: { externalId: 'asc' } });
    expect(written.map(({ title, amount }) => [title, String(amount)])).toEqual([
      ['Fornitura caffè e liquidi', '1234.56'],
      ['Espositore da banco', '980'],
      ['Promozione estiva', '12500'],
    ]);
    const saved = page.waitForEvent('download');
    await press('Elenco degli errori in CSV');
    expect((await saved).suggestedFilename()).toBe('trattative-errors.csv');
  });

  it('has its bad rows come again, mended in the sheet that they are downloaded as, and no good row twice', async () => {
    const here = page.url();
    const saved = page.waitForEvent('download');
    await press('Scarica le righe da correggere');
    const download = await saved;
    expect(download.suggestedFilename()).toBe('trattative-da-correggere.csv');
    const sheet = await readFile(await download.path(), 'utf8');
    await page.getByRole('link', { name: 'Invia le righe corrette' }).press('Enter');
    await page.getByText('Le righe corrette di «trattative.csv»').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('Scegli un file').focus();
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Space');
    const buffer = Buffer.from(sheet.replace('1,234', '1.234,00'));
    await (await chooser).setFiles({ name: 'corrette.csv', mimeType: 'text/csv', buffer });
    await press('Importa una riga');
    await page.getByText('Una riga con errori è rimasta fuori').waitFor();
    expect(await pages.prisma.opportunity.count()).toBe(4);
    // Read as it was said by hand for the first file.
    const [again] = await pages.prisma.import.findMany({ orderBy: { createdAt: 'desc' }, take: 1 });
    expect(again).toMatchObject({
      guessed: false,
      mapping: { source: 'Annotazione' },
      created: 1,
      failed: 1,
    });
    await page.goto(here);
  });

  it('is taken back, but for what somebody has touched since', async () => {
    const touched = await pages.prisma.opportunity.findFirstOrThrow({ where: { externalId: 'T-002' } });
    const { status } = await pages
      .as(pages.people.anna)
      .patch(`/opportunities/${touched.id}`)
      .set('If-Match', `"${touched.version}"`)
      .send({ title: 'Espositore grande' });
    expect(status).toBe(200);
    await press('Annulla l’importazione');
    await page.getByText('Vuoi davvero annullarla?').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Una riga è stata cambiata').waitFor();
    await page.getByText('Righe: 5').waitFor();
    expect(await barriers(page)).toEqual([]);
    await press('Annulla le altre e lascia queste come sono');
    await page.getByText('L’importazione è stata annullata.').waitFor();
    expect(await count('Annullati').innerText()).toBe('2');
    expect(await count('Lasciati com’erano').innerText()).toBe('1');
    expect(await pages.prisma.opportunity.count({ where: { deletedAt: null } })).toBe(2);
  });

  it('stands in the list of earlier imports', async () => {
    await page.getByRole('link', { name: 'Tutte le importazioni' }).press('Enter');
    const earlier = page.getByRole('row', { name: /trattative\.csv/ });
    await earlier.getByText('Annullata').waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('shows an agent no way to what they may not do', async () => {
    const agent = await pages.openAs(pages.people.aldo, '/my-day');
    await agent.getByRole('heading', { name: 'La mia giornata' }).waitFor();
    expect(await agent.getByRole('link', { name: 'Importa' }).count()).toBe(0);
  });

  it('never meets an error or something that the policy of the page forbids', () => {
    expect(pages.complaints).toEqual([]);
  });
});

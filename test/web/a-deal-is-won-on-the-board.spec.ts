import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createClient } from '../factories/client.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline, type MadePipeline } from '../factories/pipeline.ts';
import { barriers, describePages, type Pages, startPages } from './support/browser.ts';
import { press } from './support/keys.ts';

const WIDE = { width: 1680, height: 900 };

describePages('a deal on the board', () => {
  let pages: Pages;
  let pipeline: MadePipeline;
  let page: Page;
  beforeAll(async () => {
    pages = await startPages();
    pipeline = await createPipeline(pages);
    const { aldo } = pages.people;
    const { id: clientId } = await createClient(pages, aldo, { name: 'Svapo Navigli' });
    const stageId = pipeline.stage('Offer');
    await createOpportunity(pages, aldo, { title: 'Espositore', amount: '1200.00', clientId, stageId });
    await createOpportunity(pages, aldo, { title: 'Liquidi estivi', amount: '800.00', clientId, stageId });
    const late = { title: 'Vetrina', amount: '90.00', expectedCloseDate: '2020-01-31' };
    await createOpportunity(pages, aldo, late);
    page = await pages.openAs(aldo, '/board', { viewport: WIDE });
  });
  afterAll(() => pages.end());

  const column = (name: string) => page.getByRole('region', { name, exact: true });
  const handle = (title: string) => page.getByRole('button', { name: `Sposta «${title}»` });
  const deal = (title: string) => pages.prisma.opportunity.findFirstOrThrow({ where: { title } });
  const hasFocus = (title: string) =>
    handle(title).evaluate((button) => button === button.ownerDocument.activeElement);

  it('stands in its column below the sums, with what is late told in words; nobody is shut out', async () => {
    await column('Offer').getByText('2.000 €').waitFor();
    await column('Offer').getByText('ponderato 800 €').waitFor();
    await column('Offer').getByText('Svapo Navigli').first().waitFor();
    await column('New').getByText('In ritardo').waitFor();
    await page.getByText('In diretta', { exact: true }).waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('goes on by the keyboard, and comes back when it is let go', async () => {
    await handle('Espositore').focus();
    await page.keyboard.press('Space');
    await page.getByRole('status').filter({ hasText: 'Presa «Espositore»' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('status').filter({ hasText: 'Su «Closing», fase 3 di 5' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('status').filter({ hasText: 'resta dov’era' }).waitFor();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await column('Closing').getByRole('link', { name: 'Espositore' }).waitFor();
    await column('Closing').getByText('ponderato 960 €').waitFor();
    await page.getByRole('status').filter({ hasText: '«Espositore» è ora in «Closing».' }).waitFor();
    expect(await hasFocus('Espositore')).toBe(true);
    expect((await deal('Espositore')).stageId).toBe(pipeline.stage('Closing'));
  });

  it('is won by the keyboard alone', async () => {
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    const dialog = page.getByRole('dialog', { name: '«Espositore» è vinta' });
    await dialog.getByLabel('Perché l’abbiamo vinta?').focus();
    await page.keyboard.press('ArrowDown');
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Segna come vinta' }).press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await column('Won').getByRole('link', { name: 'Espositore' }).waitFor();
    const { status, wonReason } = await deal('Espositore');
    expect([status, wonReason]).toEqual(['WON', expect.any(String)]);
    expect((await pages.prisma.client.findFirstOrThrow({ where: { name: 'Svapo Navigli' } })).lifecycle).toBe(
      'CUSTOMER',
    );
  });

  it('is pulled by the mouse; a loss asks why, and stays undone until somebody says it', async () => {
    const card = page.getByRole('listitem').filter({ hasText: 'Liquidi estivi' });
    const [from, to] = await Promise.all([card.boundingBox(), column('Lost').boundingBox()]);
    if (!from || !to) throw new Error('the board is not to be seen');
    await page.mouse.move(from.x + 20, from.y + from.height - 6);
    await page.mouse.down();
    await page.mouse.move(to.x + 60, to.y + 120, { steps: 5 });
    await page.mouse.up();
    const dialog = page.getByRole('dialog', { name: '«Liquidi estivi» è persa' });
    await press(dialog.getByRole('button', { name: 'Segna come persa' }));
    await dialog.getByText('Scegli il motivo.').waitFor();
    expect((await deal('Liquidi estivi')).status).toBe('OPEN');
    await press(dialog.getByLabel('Perché l’abbiamo persa?'), 'ArrowDown');
    await dialog.getByLabel('Chi ha preso l’ordine').fill('Fumo Rosso');
    await press(dialog.getByRole('button', { name: 'Segna come persa' }));
    await column('Lost').getByRole('link', { name: 'Liquidi estivi' }).waitFor();
    expect(await deal('Liquidi estivi')).toMatchObject({ status: 'LOST', competitor: 'Fumo Rosso' });
  });

  it('shows what a colleague does while one looks at it', async () => {
    const { id } = await deal('Vetrina');
    await pages.as(pages.people.anna).patch(`/opportunities/${id}`).send({ amount: '150.00' }).expect(200);
    await column('New').getByText('150 €').first().waitFor();
  });

  it('tells who changed what, when somebody else was quicker; then it goes on all the same', async () => {
    const { id } = await deal('Vetrina');
    // Nothing arrives meanwhile: as in a basement.
    await page.route('**/board/cards**', (route) => route.abort());
    await pages.as(pages.people.anna).patch(`/opportunities/${id}`).send({ amount: '175.00' }).expect(200);
    await handle('Vetrina').press('Enter');
    await press(
      page.getByRole('dialog', { name: 'Sposta «Vetrina»' }).getByRole('button', { name: 'Offer' }),
    );
    const dialog = page.getByRole('dialog', { name: 'Nel frattempo è cambiato' });
    await dialog.getByText('Anna ha cambiato l’importo poco fa.').waitFor();
    await dialog.getByText('175,00 €').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.unroute('**/board/cards**');
    await press(dialog.getByRole('button', { name: 'Procedi lo stesso' }));
    await page.getByRole('status').filter({ hasText: '«Vetrina» è ora in «Offer».' }).waitFor();
    expect(await deal('Vetrina')).toMatchObject({ stageId: pipeline.stage('Offer') });
  });

  it('is edited on its own page, where a conflict shows both values, and shuts nobody out', async () => {
    const { id } = await deal('Vetrina');
    await page.getByRole('link', { name: 'Vetrina' }).press('Enter');
    await page.getByRole('heading', { name: 'Vetrina', level: 1 }).waitFor();
    await page.getByText('Passata a «Offer»').waitFor();
    await page.getByLabel('Nuova attività').fill('Richiamare');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Fatto: «Richiamare»' }).press('Enter');
    await page.getByText('Attività: Richiamare').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Modifica' }).press('Enter');
    const form = page.getByRole('dialog', { name: 'Modifica la trattativa' });
    await pages.as(pages.people.anna).patch(`/opportunities/${id}`).send({ amount: '300.00' }).expect(200);
    await form.getByLabel('Importo').fill('1.250,5');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Nel frattempo è cambiato' });
    await dialog.getByText('Anna ha cambiato l’importo poco fa.').waitFor();
    expect(await dialog.getByRole('definition').allTextContents()).toEqual([
      '1.250,50\u00a0€',
      '300,00\u00a0€',
    ]);
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Tieni il mio' }).press('Enter');
    await page.getByText('Salvato.').waitFor();
    expect((await deal('Vetrina')).amount.toFixed(2)).toBe('1250.50');
    expect(
      await page
        .getByRole('button', { name: 'Modifica' })
        .evaluate((button) => button === button.ownerDocument.activeElement),
    ).toBe(true);
  });

  it('gets lines, whose sum is its amount, and is lost and reopened along its stages', async () => {
    await page.getByRole('button', { name: 'Aggiungi riga' }).press('Enter');
    const line = page.getByRole('dialog', { name: 'Aggiungi riga' });
    await line.getByLabel('Descrizione').fill('Vetrina in noce');
    await line.getByLabel('Quantità').fill('2');
    await line.getByLabel('Prezzo unitario (€)').fill('100');
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: 'Vetrina in noce', exact: true }).waitFor();
    await page.getByText('244,00 €').waitFor();
    await page.getByRole('button', { name: 'Lost' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: '«Vetrina» è persa' });
    await press(dialog.getByLabel('Perché l’abbiamo persa?'), 'ArrowDown');
    await dialog.getByRole('button', { name: 'Segna come persa' }).press('Enter');
    await page.getByText('Persa', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Closing' }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Riapri' }).press('Enter');
    await page.getByText('Aperta', { exact: true }).waitFor();
    expect(await deal('Vetrina')).toMatchObject({ status: 'OPEN', lostReason: null });
  });

  it('is begun from a client, and opens', async () => {
    const { id } = await pages.prisma.client.findFirstOrThrow({ where: { name: 'Svapo Navigli' } });
    await page.goto(`/board?new=1&client=${id}`);
    const form = page.getByRole('dialog', { name: 'Nuova trattativa' });
    await form.getByText('Svapo Navigli').waitFor();
    await form.getByLabel('Titolo').fill('Autunno');
    await form.getByLabel('Importo').fill('1.000');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Autunno', level: 1 }).waitFor();
    const { amount, clientId } = await deal('Autunno');
    expect([amount.toFixed(2), clientId]).toEqual(['1000.00', id]);
    await press(page.getByRole('link', { name: 'Torna alla pipeline' }));
    await column('New').getByRole('link', { name: 'Autunno' }).waitFor();
  });

  it('is narrowed by filters that stand in the address, and is no wider than a telephone', async () => {
    await page.getByLabel('Cerca').fill('navigli');
    await page.waitForURL(/q=navigli/);
    await page.getByRole('link', { name: 'Vetrina' }).waitFor({ state: 'hidden' });
    await page.setViewportSize({ width: 360, height: 740 });
    await column('Won').getByRole('link', { name: 'Espositore' }).waitFor();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(360);
    await page.setViewportSize(WIDE);
  });

  it('never meets an error or something that the policy of the page forbids', () => {
    expect(pages.complaints).toEqual([]);
  });
});

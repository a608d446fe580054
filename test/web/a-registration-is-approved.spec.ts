import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { barriers, describePages, type Pages, startPages } from './support/browser.ts';

const NINA = { name: 'Nina Neri', email: 'nina.neri@example.it', password: 'tram giallo fungo nave' };

describePages('a registration is approved, by the keyboard alone', () => {
  let pages: Pages;
  let admin: Page;
  let nina: Page;
  beforeAll(async () => {
    pages = await startPages();
  });
  afterAll(() => pages.end());

  const press = async (page: Page, name: string) => {
    await page.getByRole('button', { name, exact: true }).focus();
    await page.keyboard.press('Enter');
  };
  const pick = async (page: Page, label: string, typed: string) => {
    await page.getByLabel(label, { exact: true }).focus();
    await page.keyboard.type(typed);
    await page.keyboard.press('Tab');
  };
  const typeInto = async (page: Page, texts: readonly string[]) => {
    for (const text of texts) {
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    }
  };

  it('which a person asks for from the sign-in', async () => {
    nina = await pages.open();
    await nina.goto('/login');
    await nina.getByRole('link', { name: 'Non hai un account? Richiedilo' }).press('Enter');
    await nina.getByRole('heading', { name: 'Richiedi un account' }).waitFor();
    expect(await barriers(nina)).toEqual([]);
    await nina.getByLabel('Nome e cognome').focus();
    await typeInto(nina, [NINA.name, NINA.email, 'password1234']);
    await nina.keyboard.press('Enter');
    await nina.getByRole('alert').getByText('tra le prime che si provano').waitFor();
    await nina.getByLabel('Password').focus();
    await nina.keyboard.press('Control+A');
    await nina.keyboard.type(NINA.password);
    await nina.keyboard.press('Enter');
    await nina.getByText('Richiesta ricevuta').waitFor();
  });

  it('opens no door yet', async () => {
    await nina.getByRole('link', { name: 'Vai all’accesso' }).press('Enter');
    await nina.getByLabel('E-mail').focus();
    await typeInto(nina, [NINA.email]);
    await nina.keyboard.type(NINA.password);
    await nina.keyboard.press('Enter');
    await nina.getByRole('alert').getByText('l’account non è attivo').waitFor();
  });

  it('is given a role and a team by an admin', async () => {
    admin = await pages.openAs(pages.people.admin, '/admin');
    await admin.getByRole('heading', { name: NINA.name }).waitFor();
    expect(await barriers(admin)).toEqual([]);
    await pick(admin, `Ruolo di ${NINA.name}`, 'Resp');
    // One click is not enough for who would belong to nobody: the page says why, and what else can be done.
    await press(admin, `Approva ${NINA.name}`);
    await admin.getByText('un responsabile senza squadra vede solo il proprio lavoro').waitFor();
    await admin.getByRole('button', { name: `Approva ${NINA.name} senza squadra` }).waitFor();
    expect(await barriers(admin)).toEqual([]);
    await pick(admin, `Squadra di ${NINA.name}`, 'Sud');
    await press(admin, `Approva ${NINA.name}`);
    await admin.getByText(`${NINA.name} ora può accedere.`).waitFor();
    await admin.getByText('Nessuna richiesta in attesa.').waitFor();
    const made = await pages.prisma.user.findUniqueOrThrow({ where: { email: NINA.email } });
    expect([made.role, made.teamId, made.status]).toEqual(['MANAGER', pages.people.bruno.teamId, 'ACTIVE']);
  });

  it('lets the person in, with what the role allows', async () => {
    await nina.getByLabel('Password').focus();
    await nina.keyboard.press('Enter');
    await nina.getByRole('heading', { name: 'Cruscotto', level: 1 }).waitFor();
    await nina.getByRole('banner').getByText(NINA.name).waitFor();
  });

  it('is refused where it should be', async () => {
    const { email } = NINA;
    const body = { fullName: 'Ugo Ignoto', email: `altro.${email}`, password: NINA.password };
    await admin.request.post('/api/v1/auth/register', { data: body });
    await admin.reload();
    await press(admin, 'Rifiuta Ugo Ignoto');
    await admin.getByText('Nessuna richiesta in attesa.').waitFor();
    const made = await pages.prisma.user.findUniqueOrThrow({ where: { email: body.email } });
    expect(made.status).toBe('SUSPENDED');
  });

  it('each part of the administration opens, and shuts nobody out', async () => {
    const parts = [
      ['Squadre', 'Nuova squadra'],
      ['Ruoli', 'Che cosa permette ogni ruolo, e su quali dati.'],
      ['Campi', 'Ancora nessun campo aggiunto.'],
      ['Obiettivi', 'Salva gli obiettivi'],
      ['Registro', 'Chi ha fatto che cosa, e quando.'],
      ['Utenti', 'aldo@example.test'],
    ] as const;
    for (const [tab, shown] of parts) {
      await admin.getByRole('link', { name: tab, exact: true }).press('Enter');
      await admin.getByText(shown).first().waitFor();
      if (tab === 'Ruoli') await admin.locator('summary').first().press('Enter');
      expect([tab, await barriers(admin)]).toEqual([tab, []]);
    }
  });

  it('somebody’s sessions are ended, the focus returns to where it was, and their page says so', async () => {
    await admin.getByLabel('Cerca per nome o e-mail').focus();
    await admin.keyboard.type('nina neri');
    const open = admin.getByRole('button', { name: `Apri ${NINA.name}` });
    await admin.getByRole('row').nth(2).waitFor({ state: 'detached' });
    await open.press('Enter');
    await press(admin, 'Termina tutte');
    await admin.getByText('Nessuna sessione aperta.').waitFor();
    expect(await barriers(admin)).toEqual([]);
    // What is being written stays when something else is done meanwhile.
    const name = admin.getByRole('dialog').getByLabel('Nome e cognome');
    await name.fill('Nina Neri Bis');
    const idle = (step: string) => admin.locator('button[aria-busy="false"]', { hasText: step });
    await press(admin, 'Sospendi');
    await idle('Riattiva').waitFor();
    await press(admin, 'Riattiva');
    await idle('Sospendi').waitFor();
    expect(await name.inputValue()).toBe('Nina Neri Bis');
    await name.fill(NINA.name);
    await admin.keyboard.press('Escape');
    await admin.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await open.evaluate('document.activeElement?.getAttribute("aria-label")')).toBe(
      `Apri ${NINA.name}`,
    );
    await nina.reload();
    await nina.getByLabel('Password').waitFor();
  });

  it('somebody is invited by a link that is handed over', async () => {
    await press(admin, 'Invita una persona');
    await typeInto(admin, ['Olga Ospite', 'olga@example.it']);
    await press(admin, 'Crea e invita');
    const link = await admin.getByLabel('Collegamento per scegliere la password').inputValue();
    expect(link).toContain('/accept-invitation#token=');
    expect(await barriers(admin)).toEqual([]);
    await admin.keyboard.press('Escape');
  });

  it('targets are written as Italians write amounts', async () => {
    await admin.getByRole('link', { name: 'Obiettivi', exact: true }).press('Enter');
    const cell = admin.getByRole('textbox', { name: /^Aldo, gen/ });
    await cell.focus();
    await admin.keyboard.type('1.234,50');
    await admin.getByRole('link', { name: 'Campi', exact: true }).press('Enter');
    await press(admin, 'Continua a modificare');
    const year = admin.getByLabel('Anno', { exact: true });
    const chosen = await year.inputValue();
    await year.press('ArrowDown');
    await press(admin, 'Continua a modificare');
    expect([await year.inputValue(), await cell.inputValue()]).toEqual([chosen, '1.234,50']);
    await press(admin, 'Salva gli obiettivi');
    await admin.getByText('Un obiettivo salvato.').waitFor();
    const [target] = await pages.prisma.salesTarget.findMany();
    expect([String(target?.amount), target?.ownerId]).toEqual(['1234.5', pages.people.aldo.id]);
    await cell.focus();
    await admin.keyboard.type('7');
    await year.press('ArrowDown');
    await press(admin, 'Prosegui senza salvare');
    const next = String(Number(chosen) + 1).slice(-2);
    await admin.getByRole('textbox', { name: new RegExp(`^Aldo, gen.*${next}$`) }).waitFor();
    expect(await cell.inputValue()).toBe('');
  });

  it('the journal says in words what was done, and shows one kind of it alone', async () => {
    await admin.getByRole('link', { name: 'Registro', exact: true }).press('Enter');
    await admin.getByRole('cell', { name: 'Obiettivo fissato' }).waitFor();
    await pick(admin, 'Azione', 'Utente att');
    await admin.getByRole('cell', { name: 'Obiettivo fissato' }).waitFor({ state: 'detached' });
    // Approved first, and let in again after a while.
    const activated = admin.getByRole('cell', { name: 'Utente attivato' });
    await activated.first().waitFor();
    expect(await activated.count()).toBe(2);
    const approved = admin.getByRole('row').filter({ has: activated }).last();
    expect(await approved.textContent()).toMatch(/Utente\s*Nina Neri\s*Stato In attesa → Attivo/);
    // What it is narrowed to stands in the address.
    expect(new URL(admin.url()).search).toBe('?action=user.activated');
    await admin.reload();
    await activated.first().waitFor();
    expect(await admin.getByLabel('Azione', { exact: true }).inputValue()).toBe('user.activated');
    await pick(admin, 'Azione', 'Accesso eff');
    await admin.getByRole('cell', { name: 'Secondo fattore nessuno' }).first().waitFor();
    expect(await admin.getByText('sessionId').count()).toBe(0);
    expect(await barriers(admin)).toEqual([]);
  });

  it('a field of the company’s own is made, and is retired', async () => {
    await admin.getByRole('link', { name: 'Campi', exact: true }).press('Enter');
    await press(admin, 'Nuovo campo');
    await admin.getByLabel('Nome tecnico').focus();
    await admin.keyboard.type('colore');
    await pick(admin, 'Tipo', 'Scelta');
    await admin.getByLabel('Nome in italiano').focus();
    await typeInto(admin, ['Colore', 'Colour', 'rosso']);
    expect(await barriers(admin)).toEqual([]);
    await press(admin, 'Salva');
    await press(admin, 'Modifica Colore');
    await admin.getByLabel('Ritirato: non prende nuovi valori').press('Space');
    await press(admin, 'Salva');
    await admin.getByRole('cell', { name: 'Ritirato' }).waitFor();
    const [field] = await pages.prisma.customField.findMany();
    expect(field).toMatchObject({
      key: 'colore',
      type: 'CHOICE',
      choices: ['rosso'],
      archivedAt: expect.any(Date),
    });
  });

  it('is nobody’s who may not', async () => {
    const agent = await pages.openAs(pages.people.aldo, '/my-day');
    await agent.getByRole('heading', { name: 'La mia giornata' }).waitFor();
    expect(await agent.getByRole('link', { name: 'Amministrazione' }).count()).toBe(0);
  });

  it('never meets an error or something that the policy of the page forbids', () => {
    expect(pages.complaints).toEqual([]);
  });
});

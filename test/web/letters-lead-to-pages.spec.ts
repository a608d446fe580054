import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { barriers, describePages, type Pages, startPages } from './support/browser.ts';
import { press } from './support/keys.ts';

const PHRASE = 'tre zattere sul fiume largo';

describePages('the pages that letters lead to', () => {
  let pages: Pages;
  let mail: MailServer;
  beforeAll(async () => {
    mail = await startMailServer();
    pages = await startPages({
      SMTP_URL: mail.url,
      MAIL_FROM: 'crm@example.test',
      PUBLIC_URL: 'http://crm.test',
    });
  });
  afterAll(async () => {
    await pages.end();
    await mail.close();
  });

  it('who forgot the password asks for a link, chooses a new one, and gets in; the address keeps no secret', async () => {
    const { email } = pages.people.aldo;
    const page = await pages.open();
    await page.goto('/login');
    await press(page.getByRole('link', { name: 'Password dimenticata' }));
    await page.getByRole('heading', { name: 'Password dimenticata' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('E-mail').fill(email);
    await press(page.getByRole('button', { name: 'Invia il collegamento' }));
    await page.getByText('l’e-mail è in viaggio').waitFor();

    const { token } = await mail.linkTo(email, 0);
    await page.goto(`/reset-password#token=${token}`);
    await page.getByLabel('Password').fill(PHRASE);
    expect(page.url()).toBe(`${pages.url}/reset-password`);
    expect(await barriers(page)).toEqual([]);
    await press(page.getByRole('button', { name: 'Salva la password' }));
    await press(page.getByRole('link', { name: 'Vai all’accesso' }));
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(PHRASE);
    await press(page.getByRole('button', { name: 'Accedi' }));
    await page.getByRole('heading', { name: 'La mia giornata' }).waitFor();

    await page.goto(`/reset-password#token=${token}`);
    await page.getByLabel('Password').fill(PHRASE);
    await press(page.getByRole('button', { name: 'Salva la password' }));
    await page.getByRole('alert').getByText('già stato usato o è scaduto').waitFor();
    await press(page.getByRole('link', { name: 'Chiedi un nuovo collegamento' }));
    await page.getByRole('heading', { name: 'Password dimenticata' }).waitFor();
  });

  it('a link that is not whole says so', async () => {
    const page = await pages.open();
    for (const path of ['/reset-password', '/accept-invitation', '/unsubscribe']) {
      await page.goto(path);
      await page.getByText('Questo collegamento è incompleto').waitFor();
    }
    expect(await barriers(page)).toEqual([]);
  });
});

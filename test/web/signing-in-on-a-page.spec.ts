import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { switchOn } from '../support/authenticator.ts';
import { PASSWORD } from '../support/people.ts';
import { barriers, describePages, type Pages, startPages } from './support/browser.ts';
import { press } from './support/keys.ts';

/** What this browser keeps to show without network; written after all that was begun before. */
const KEPT_NAMES = `new Promise((resolve) => {
  const opening = indexedDB.open('nexus');
  opening.onsuccess = () => {
    const transaction = opening.result.transaction('kept', 'readwrite');
    const all = transaction.objectStore('kept').getAll();
    transaction.oncomplete = () => resolve(all.result.map(({ name }) => name));
  };
})`;

describePages('signing in on a page', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await startPages();
  });
  afterAll(() => pages.end());

  it('is done by the keyboard alone, leads to where one wanted to go, and shuts nobody out', async () => {
    const page = await pages.open();
    await page.goto('/account');
    await page.getByRole('heading', { name: 'NEXUS-CRM' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.type(pages.people.anna.email);
    await page.keyboard.press('Tab');
    await page.keyboard.type('sbagliata');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('non sono corretti').waitFor();
    await page.getByLabel('Password').focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Il tuo profilo' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/account');
    expect(await barriers(page)).toEqual([]);
  });

  it('leaves no token where a script of the page could read it, and outlives a reload', async () => {
    const page = await pages.openAs(pages.people.anna, '/account');
    const readable = await page.evaluate<string>(
      'JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }])',
    );
    expect(readable).not.toMatch(/nexus_refresh|[\w-]{40,}/);
    await page.reload();
    await page.getByRole('heading', { name: 'Il tuo profilo' }).waitFor();
  });

  it('ends everywhere in this browser at once', async () => {
    const page = await pages.openAs(pages.people.anna, '/account');
    const other = await page.context().newPage();
    await other.goto('/account');
    await other.getByRole('heading', { name: 'Il tuo profilo' }).waitFor();
    await press(page.getByRole('button', { name: 'Esci' }));
    // The page that one leaves asks for passwords too.
    for (const one of [page, other]) await one.waitForURL(/\/login/);
    await page.getByLabel('Password').waitFor();
    expect(await page.getByText('La sessione è stata chiusa').count()).toBe(0);
    expect(await page.context().cookies()).toEqual([]);
  });

  it('leads to the sign-in when the session was ended from elsewhere, and back again afterwards', async () => {
    const { aldo, admin } = pages.people;
    const page = await pages.openAs(aldo, '/account');
    await page.getByRole('heading', { name: 'Il tuo profilo' }).waitFor();
    expect((await pages.as(admin).delete(`/users/${aldo.id}/sessions`)).status).toBe(204);
    await press(page.getByRole('link', { name: 'La mia giornata' }).first());
    // The page that one leaves has a part of that name too.
    await page.waitForURL(/\/login/);
    await page.getByText('La sessione è stata chiusa: accedi di nuovo.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('E-mail').fill(aldo.email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'La mia giornata' }).waitFor();
  });

  it('as somebody else takes every tab along', async () => {
    const { aldo, alma } = pages.people;
    const page = await pages.openAs(aldo, '/account');
    await page.getByText(aldo.email).waitFor();
    const other = await page.context().newPage();
    await other.goto('/login');
    await other.getByLabel('E-mail').fill(alma.email);
    await other.getByLabel('Password').fill(PASSWORD);
    await other.keyboard.press('Enter');
    await page.getByText(alma.email).waitFor();
  });

  it('keeps nothing of the one before when an answer to them comes late', async () => {
    const { aldo, alma } = pages.people;
    const page = await pages.openAs(aldo, '/account');
    await page.getByText(aldo.email).waitFor();
    let answer = (): void => undefined;
    const late = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/api/v1/my-day', async (route) => {
      const fetched = await route.fetch();
      await late;
      await route.fulfill({ response: fetched });
    });
    await press(page.getByRole('link', { name: 'La mia giornata' }).first());
    await page.getByRole('heading', { name: 'La mia giornata' }).waitFor();
    await page.goBack();
    await press(page.getByRole('button', { name: 'Esci' }));
    await page.waitForURL(/\/login/);
    await page.getByLabel('E-mail').fill(alma.email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText(alma.email).waitFor();
    const arrived = page.waitForResponse('**/api/v1/my-day');
    answer();
    await (await arrived).finished();
    expect(await page.evaluate<string[]>(KEPT_NAMES)).toEqual(['me']);
  });

  it('a tab that slept meanwhile shows nothing of the one before, either', async () => {
    const { aldo, alma } = pages.people;
    const page = await pages.openAs(aldo, '/account');
    await page.getByText(aldo.email).waitFor();
    // In the browser's cookies there is another session, and nobody has told the tab.
    await page.context().request.post('/api/v1/auth/web-session', {
      data: { email: alma.email, password: PASSWORD },
    });
    await press(page.getByRole('link', { name: 'La mia giornata' }).first());
    await page.getByRole('banner').getByText('Alma').waitFor();
    expect(await page.getByText('Aldo').count()).toBe(0);
  });

  it.each(['/\t/altro.example', '//altro.example', '/.//altro.example', 'https://altro.example/'])(
    'leads to the start when it was to lead to %j',
    async (back) => {
      const page = await pages.open();
      await page.goto(`/login?back=${encodeURIComponent(back)}`);
      await page.getByLabel('E-mail').fill(pages.people.aldo.email);
      await page.getByLabel('Password').fill(PASSWORD);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'La mia giornata' }).waitFor();
    },
  );

  it('asks for the second factor after the right password', async () => {
    const { bruno } = pages.people;
    const { app } = await switchOn(pages, bruno);
    const page = await pages.open();
    await page.goto('/account');
    await page.getByLabel('E-mail').fill(bruno.email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByLabel('Codice di verifica').fill('000000');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Il codice non è corretto').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('Codice di verifica').fill(app.nextCode());
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Il tuo profilo' }).waitFor();
  });

  it('is in English by one click, which is remembered', async () => {
    const page = await pages.open();
    await page.goto('/login');
    await press(page.getByRole('button', { name: 'English' }));
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('never meets an error or something that the policy of the page forbids', () => {
    expect(pages.complaints).toEqual([]);
  });

  it('the audit that all these pages pass finds a picture without words, and what is unreadable in the dark', async () => {
    const page = await pages.open();
    await page.setContent(`<html lang="it"><head><title>T</title><style>
      main { background: #fff; color: #111 } @media (prefers-color-scheme: dark) { main { color: #ddd } }
    </style></head><body><main><h1>Titolo</h1><img src="data:,"></main></body></html>`);
    expect((await barriers(page)).map((line) => line.split(': ', 2).join(': '))).toEqual([
      'dark: color-contrast',
      'light: image-alt',
    ]);
    await page.context().close();
  });
});

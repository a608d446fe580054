// npm run screenshots: docs/img, taken from the demo company by the system's Chromium. Nothing of .data/ is touched.
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { refreshFigures } from './import-sample/refresh.mjs';
import { signIn } from './import-sample/session.mjs';
import { startApi, untilReady } from './launcher/api.mjs';
import { startPostgres } from './postgres/start-postgres.mjs';
import { tryPort } from './support/ports.mjs';
import { runMain } from './support/problem.mjs';
import { step } from './support/progress.mjs';
import { inProject } from './support/project.mjs';
import { projectNode, run } from './support/run.mjs';

const PASSWORD = 'Agenti-In-Viaggio-2026';
const DESK = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };
/** Charts and maps draw themselves after what they show has come. */
const DRAWN_MS = 2_500;

/** What is started, to be ended in the reverse order. */
const running = [];

await runMain(async () => {
  try {
    const url = await startDemo();
    const api = await signIn({ url, email: 'admin@nexus.local', password: PASSWORD });
    await step('figures', (tell) => refreshFigures(api, tell));
    await step('pictures', (tell) => takeAll(url, api, tell));
    return 0;
  } finally {
    while (running.length > 0) await running.pop()();
  }
});

/** The product as npm start brings it, in a folder that goes afterwards. */
async function startDemo() {
  const folder = await mkdtemp(join(tmpdir(), 'nexus-screenshots-'));
  running.push(() => rmSync(folder, { recursive: true, force: true }));
  const database = await startPostgres({
    dataDir: join(folder, 'data'),
    password: randomBytes(16).toString('hex'),
    durable: false,
  });
  running.push(() => database.stop());
  const port = await tryPort(0);
  const env = {
    ...process.env,
    NODE_ENV: 'development',
    HOST: '127.0.0.1',
    PORT: String(port),
    DATABASE_URL: database.url,
    JWT_SECRET: randomBytes(48).toString('base64'),
    LOG_LEVEL: 'warn',
  };
  await run(projectNode(), [inProject('dist', 'platform', 'prisma', 'migrate.js')], { env, quiet: true });
  await run(projectNode(), [inProject('prisma', 'seed', 'index.ts')], { env, quiet: true });
  const api = startApi(env);
  running.push(() => api.stop());
  const url = `http://localhost:${port}`;
  await untilReady(api, url, new AbortController().signal);
  return url;
}

async function takeAll(url, api, tell) {
  mkdirSync(inProject('docs', 'img'), { recursive: true });
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  running.push(() => browser.close());
  const open = async (email, size) => {
    const page = await browser.newPage({ ...size, baseURL: url, locale: 'it-IT', colorScheme: 'light' });
    await page.goto('/login');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Accedi' }).click();
    await page.getByRole('navigation').first().waitFor();
    return page;
  };
  const take = async (page, name) => {
    await page.locator('main h1').first().waitFor();
    await page.getByText('Caricamento…').first().waitFor({ state: 'detached' });
    await page.waitForTimeout(DRAWN_MS);
    await page.screenshot({ path: inProject('docs', 'img', `${name}.png`), animations: 'disabled' });
    tell(name);
  };

  const agent = await open('agent@nexus.local', PHONE);
  await agent.goto('/my-day');
  await take(agent, 'my-day');

  const admin = await open('admin@nexus.local', DESK);
  for (const path of await pathsOfMenu(admin)) {
    if (path === '/my-day' || path === '/import') continue;
    await admin.goto(path === '/admin' ? '/admin/users' : path);
    await take(admin, path.slice(1));
    if (path === '/clients') await takeFirstClient(admin, api, take);
  }
  await admin.goto('/import');
  await admin.getByLabel('Che cosa contiene').selectOption({ label: 'Trattative' });
  await admin.getByLabel('Scegli un file').setInputFiles(await spreadsheet(api));
  await admin.getByText('La prova è finita').waitFor();
  await take(admin, 'import');
}

/** Deals as Excel in Italy saves them, with the slips that people make. */
async function spreadsheet(api) {
  const { items } = await api.get('/clients?limit=12');
  const amounts = ['1.234,56', '980', '12.500,00', '1,234', '€ 2.150', '640,00'];
  const rows = items.map(({ name }, at) =>
    [
      `T-${100 + at}`,
      `Fornitura d’autunno ${at + 1}`,
      name,
      amounts[at % 6],
      at === 7 ? '31/02/2027' : '31/01/2027',
    ].join(';'),
  );
  const lines = ['Codice;Trattativa;Ragione sociale;Importo;Chiusura prevista', ...rows];
  return { name: 'trattative.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\r\n')) };
}

/** The pages are those that the menu names: a new one is in the pictures by itself. */
function pathsOfMenu(page) {
  const links = page.getByRole('navigation', { name: 'Menu principale' }).getByRole('link');
  return links.evaluateAll((all) => all.map((link) => new URL(link.href).pathname));
}

async function takeFirstClient(page, api, take) {
  const [first] = (await api.get('/clients?limit=1')).items;
  await page.goto(`/clients/${first.id}`);
  await take(page, 'client');
}

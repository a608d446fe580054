// npm run icons:web: the icons that telephones show, drawn from web/static/icon.svg by the system's Chromium.
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { runMain } from './support/problem.mjs';
import { inProject } from './support/project.mjs';

/** A telephone cuts a maskable icon into its own shape: what matters lies within four fifths of it. */
const ICONS = [
  { file: 'icon-192.png', size: 192, maskable: false },
  { file: 'icon-512.png', size: 512, maskable: false },
  { file: 'maskable-192.png', size: 192, maskable: true },
  { file: 'maskable-512.png', size: 512, maskable: true },
  { file: 'apple-touch-icon.png', size: 180, maskable: true },
];

await runMain(async () => {
  const svg = readFileSync(inProject('web/static/icon.svg'), 'utf8');
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const page = await browser.newPage();
  for (const { file, size, maskable } of ICONS) {
    const [inner, rest] = maskable ? [Math.round(size * 0.8), size] : [size, size];
    await page.setViewportSize({ width: rest, height: rest });
    const sized = svg.replace('<svg', `<svg width="${inner}" height="${inner}"`);
    const ground = maskable ? '#0b5c5e' : 'transparent';
    await page.setContent(
      `<body style="margin:0;background:${ground};display:grid;place-content:center;height:100vh">${sized}</body>`,
    );
    await page.screenshot({ path: inProject(`web/static/icons/${file}`), omitBackground: true });
  }
  await browser.close();
});

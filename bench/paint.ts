import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { KpiRefresh } from '#app/analytics/refresh/kpi-refresh.service.js';
import { JobRunner } from '#app/platform/jobs/index.js';
import { Clock } from '#app/platform/time/clock.js';
import { bootApp } from '../test/support/story.ts';
import { quantile } from './analytics/times.ts';
import { ADMIN, MANAGER } from './history/found-history.ts';
import { openStand } from './history/stand.ts';
import { type Scrolled, scrollThrough } from './paint/client-list.ts';
import { type Opening, openCold } from './paint/opening.ts';

/**
 * `npm run bench:paint [-- --folder .data/bench] [--parts 0.1,1] [--rounds 7]`: the dashboard as somebody opens it for the first time in
 * this browser, signed in, with nothing in the cache; then, where the history has 100,000 clients at most, their list from
 * its beginning to its end. Over a history made by `npm run bench:data` or else now. What of docs/performance.md is about pages.
 */
const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: '.data/bench' },
    parts: { type: 'string', default: '0.1' },
    rounds: { type: 'string', default: '7' },
  },
});
/** A page for each hundred rows: of a million it would be ten thousand. */
const MOST_TO_SCROLL = 100_000;
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

for (const part of values.parts.split(',').map(Number)) {
  const stand = await openStand(values.folder, part);
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => void stand.stop().finally(() => process.exit(1)));
  const app = await bootApp(stand.url, {}, new Clock());
  try {
    await app.listen(0, '127.0.0.1');
    const refresh = app.get(KpiRefresh, { strict: false });
    await app
      .get(JobRunner)
      .once('kpi-refresh', `bench ${crypto.randomUUID()}`, (tx) => refresh.run(tx, false));
    const { clients, deals, visits } = stand.sizes;
    console.log(
      `\n${clients} clients, ${deals} deals, ${visits} visits; ${cpus().length} CPUs, load ${load()}`,
    );
    console.log(
      '| who | first contentful paint | figures shown | layout shift | script, compressed | all, compressed |',
    );
    console.log('| --- | ---: | ---: | ---: | ---: | ---: |');
    for (const [who, email] of [
      ['the company', ADMIN],
      ['a team', MANAGER],
    ] as const)
      console.log(line(who, await rounds(await app.getUrl(), email)));
    if (clients <= MOST_TO_SCROLL) console.log(`\n${scrolledTable(await scrolled(await app.getUrl()))}`);
  } finally {
    await app.close();
    await stand.stop();
  }
}
console.log(`\nload at the end ${load()}`);

/** Each in a browser of its own; the first is left out, for the server was cold too. */
async function rounds(url: string, email: string): Promise<Opening[]> {
  const openings: Opening[] = [];
  for (let round = 0; round <= Number(values.rounds); round += 1) {
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    try {
      openings.push(await openCold(browser, url.replace('127.0.0.1', 'localhost'), email));
    } finally {
      await browser.close();
    }
  }
  return openings.slice(1);
}

async function scrolled(url: string): Promise<Scrolled> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    return await scrollThrough(browser, url.replace('127.0.0.1', 'localhost'), ADMIN);
  } finally {
    await browser.close();
  }
}

function scrolledTable(list: Scrolled): string {
  const cells = [
    `${Math.round(list.firstRow)} ms`,
    String(list.rows),
    `${(list.duration / 1000).toFixed(1)} s`,
    `${list.frame.toFixed(0)} ms (${list.longestFrame.toFixed(0)})`,
    String(list.elements),
    `${list.heap.toFixed(0)} MB`,
  ];
  return [
    '| first row of the clients | rows scrolled past | in | p99 of a frame (longest) | elements in the page | heap |',
    '| ---: | ---: | ---: | ---: | ---: | ---: |',
    `| ${cells.join(' | ')} |`,
  ].join('\n');
}

/** The median, and the longest. */
function line(who: string, openings: readonly Opening[]): string {
  const times = (of: (opening: Opening) => number): string => {
    const all = openings.map(of);
    return `${Math.round(quantile(all, 0.5))} ms (${Math.round(Math.max(...all))})`;
  };
  const shift = Math.max(...openings.map(({ layoutShift }) => layoutShift)).toFixed(4);
  const kilobytes = (of: (opening: Opening) => number): string =>
    `${(Math.max(...openings.map(of)) / 1000).toFixed(1)} kB`;
  return `| ${[
    who,
    times(({ contentful }) => contentful),
    times(({ meaningful }) => meaningful),
    shift,
    kilobytes(({ scriptBytes }) => scriptBytes),
    kilobytes(({ bytes }) => bytes),
  ].join(' | ')} |`;
}

function load(): string {
  return loadavg()[0]?.toFixed(1) ?? '?';
}

import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { PrismaService } from '#app/platform/prisma/prisma.service.js';
import { Clock } from '#app/platform/time/clock.js';
import { bootApp } from '../test/support/story.ts';
import { measureRefreshes, rowsOfHistory } from './analytics/refreshes.ts';
import { type Asked, EVERYTHING, measureReports, type ReportTimes } from './analytics/reports.ts';
import { watchServer } from './analytics/server-times.ts';
import { type RefreshRow, refreshTable, reportLine, reportTable } from './analytics/table.ts';
import { readIntoMemory } from './history/in-memory.ts';
import { openStand } from './history/stand.ts';

/**
 * `npm run bench:analytics [-- --parts 0.1,1] [--folder .data/bench] [--kept]`: the refresh and every report over a generated history, made by
 * `npm run bench:data` or else now; `--kept` leaves the full rebuild out where a run before made one. The figures of docs/performance.md.
 * The naive queries of millions of rows take hours: `--naive none` leaves them out, `--naive all/year,team/year` asks those of some readers
 * and periods, `--patience 20` gives up one that takes longer than so many seconds; `--scopes all` and `--periods year,month` measure fewer reports, `--without-refresh` no refresh.
 * `--cold` does not read the history into memory first.
 */
const { values } = parseArgs({
  options: {
    parts: { type: 'string', default: '0.1,1' },
    folder: { type: 'string', default: '.data/bench' },
    kept: { type: 'boolean', default: false },
    'without-refresh': { type: 'boolean', default: false },
    cold: { type: 'boolean', default: false },
    naive: { type: 'string', default: 'everything' },
    patience: { type: 'string', default: '0' },
    scopes: { type: 'string', default: EVERYTHING.scopes.join(',') },
    periods: { type: 'string', default: EVERYTHING.periods.join(',') },
  },
});
const scopes = chosen('scopes', values.scopes, EVERYTHING.scopes);
const periods = chosen('periods', values.periods, EVERYTHING.periods);
const readings = scopes.flatMap((scope) => periods.map((period) => `${scope}/${period}`));
const naive = chosen('naive', values.naive, ['everything', 'none', ...readings]);
const asked: Asked = {
  scopes,
  periods,
  naively: (scope, period) => naive.some((word) => ['everything', `${scope}/${period}`].includes(word)),
  patience: Number(values.patience) * 1000,
};
const server = watchServer();
const refreshes: RefreshRow[] = [];
const tables: string[] = [];

for (const part of values.parts.split(',').map(Number)) {
  const stand = await openStand(values.folder, part);
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => void stand.stop().finally(() => process.exit(1)));
  const app = await bootApp(stand.url, {}, new Clock());
  try {
    await app.listen(0, '127.0.0.1');
    const { clients, deals, visits } = stand.sizes;
    const title = `${clients} clients, ${deals} deals, ${visits} visits; ${cpus().length} CPUs, load ${loadavg()[0]?.toFixed(1)}`;
    console.log(`\n${title}`);
    const { pool } = app.get(PrismaService);
    if (values['without-refresh'] && !values.cold) await readIntoMemory(pool);
    if (!values['without-refresh']) {
      const refresh = await measureRefreshes(app, { rebuilds: !values.kept, cold: values.cold });
      const megabytes = process.memoryUsage().rss / 1e6;
      refreshes.push({ ...refresh, rows: await rowsOfHistory(pool), megabytes });
      console.log(refreshTable(refreshes));
    }
    const reports: ReportTimes[] = [];
    for await (const times of measureReports(app, await app.getUrl(), server, asked)) {
      const { differences } = times;
      reports.push(times);
      for (const difference of differences) console.error(difference);
      if (differences.length > 0) process.exitCode = 1;
      console.log(reportLine(times));
    }
    tables.push(`${title}\n\n${reportTable(reports)}`);
  } finally {
    await app.close();
    await stand.stop();
  }
}
console.log(`\n${refreshTable(refreshes)}\n\n${tables.join('\n\n')}`);
console.log(`\nload at the end ${loadavg()[0]?.toFixed(1)}`);

/** A word that is mistyped would measure or compare nothing, and find nothing wrong. */
function chosen(option: string, given: string, known: readonly string[]): string[] {
  const words = given.split(',');
  const strange = words.filter((word) => !known.includes(word));
  if (strange.length > 0) throw new Error(`--${option} ${strange.join()}: known are ${known.join(', ')}`);
  return words;
}

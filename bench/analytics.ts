import { cpus, loadavg } from 'node:os';
import { PrismaService } from '#app/platform/prisma/prisma.service.js';
import { Clock } from '#app/platform/time/clock.js';
import { bootApp } from '../test/support/story.ts';
import {
  cold,
  folder,
  kept,
  parts,
  refreshes as measuresRefreshes,
  reports as asked,
} from './analytics/asked.ts';
import { measureRefreshes, rowsOfHistory } from './analytics/refreshes.ts';
import { measureReports, type ReportTimes } from './analytics/reports.ts';
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
const server = watchServer();
const refreshes: RefreshRow[] = [];
const tables: string[] = [];

for (const part of parts) {
  const stand = await openStand(folder, part);
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => void stand.stop().finally(() => process.exit(1)));
  const app = await bootApp(stand.url, {}, new Clock());
  try {
    await app.listen(0, '127.0.0.1');
    const { clients, deals, visits } = stand.sizes;
    const title = `${clients} clients, ${deals} deals, ${visits} visits; ${cpus().length} CPUs, load ${loadavg()[0]?.toFixed(1)}`;
    console.log(`\n${title}`);
    const { pool } = app.get(PrismaService);
    if (!measuresRefreshes && !cold) await readIntoMemory(pool);
    if (measuresRefreshes) {
      const refresh = await measureRefreshes(app, { rebuilds: !kept, cold });
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

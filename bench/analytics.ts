import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { Clock } from '#app/platform/time/clock.js';
import { bootApp } from '../test/support/story.ts';
import { measureRefreshes } from './analytics/refreshes.ts';
import { measureReports } from './analytics/reports.ts';
import { watchServer } from './analytics/server-times.ts';
import { openStand } from './history/stand.ts';

/**
 * `npm run bench:analytics [-- --parts 0.1,1] [--folder .data/bench] [--kept]`: the refresh and every report over a generated history, made by
 * `npm run bench:data` or else now; `--kept` leaves the full rebuild out where a run before made one. The figures of docs/performance.md.
 */
const { values } = parseArgs({
  options: {
    parts: { type: 'string', default: '0.1,1' },
    folder: { type: 'string', default: '.data/bench' },
    kept: { type: 'boolean', default: false },
  },
});
const server = watchServer();
const medians: number[] = [];

for (const part of values.parts.split(',').map(Number)) {
  const stand = await openStand(values.folder, part);
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => void stand.stop().finally(() => process.exit(1)));
  const app = await bootApp(stand.url, {}, new Clock());
  try {
    await app.listen(0, '127.0.0.1');
    const { clients, deals, visits } = stand.sizes;
    console.log(
      `\n${clients} clients, ${deals} deals, ${visits} visits; ${cpus().length} CPUs, load ${loadavg()[0]?.toFixed(1)}`,
    );
    const refresh = await measureRefreshes(app, !values.kept);
    medians.push(refresh.median);
    console.log(
      `full rebuild ${refresh.rebuildSeconds?.toFixed(0) ?? '–'} s; refresh after ${refresh.changes} scattered changes: median ${refresh.median.toFixed(0)} ms, longest ${refresh.longest.toFixed(0)} ms; after an import of ${refresh.imported} deals ${refresh.importedSeconds.toFixed(1)} s, memory of the process ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
    );
    console.log(
      `\n| report | scope | period | p50 ms | p95 ms | naive ms | times |\n| --- | --- | --- | ---: | ---: | ---: | ---: |`,
    );
    for await (const { report, scope, period, p50, p95, naive } of measureReports(
      app,
      await app.getUrl(),
      server,
    ))
      console.log(
        `| ${report.padEnd(16)} | ${scope.padEnd(4)} | ${period.padEnd(12)} | ${p50.toFixed(1).padStart(6)} | ${p95.toFixed(1).padStart(6)} | ${(naive?.toFixed(0) ?? '').padStart(8)} | ${(naive === undefined ? '' : (naive / p50).toFixed(0)).padStart(5)} |`,
      );
  } finally {
    await app.close();
    await stand.stop();
  }
}
const [small, large] = medians;
if (small !== undefined && large !== undefined)
  console.log(`\nthe refresh over all of it takes ${(large / small).toFixed(2)} times as long`);
console.log(`load at the end ${loadavg()[0]?.toFixed(1)}`);

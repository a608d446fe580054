import type { ReportTimes } from './reports.ts';

const MOST_MILLISECONDS = 30;
const LEAST_TIMES = 30;

/** The table of docs/performance.md: of each report and reader the slowest period, and how many times as long the naive queries take. */
export function reportTable(rows: readonly ReportTimes[]): string {
  const kinds = Map.groupBy(rows, ({ report, scope }) => `${report.padEnd(12)} | ${scope.padEnd(4)}`);
  const lines = [...kinds].map(([kind, periods]) => {
    const slowest = periods.toSorted((a, b) => b.p50 - a.p50)[0];
    if (!slowest) throw new Error('a report without a period');
    const times = periods.flatMap(({ naive, p50 }) => (naive === undefined ? [] : naive / p50));
    const cells = [
      slowest.period.padEnd(12),
      slowest.p50.toFixed(1).padStart(6),
      slowest.p95.toFixed(1).padStart(6),
      naiveTime(slowest).padStart(8),
      (times.length > 0 ? `${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)}` : '–').padStart(
        9,
      ),
    ];
    return `| ${kind} | ${cells.join(' | ')} |`;
  });
  const within = (time: 'p50' | 'p95') => rows.filter((row) => row[time] <= MOST_MILLISECONDS).length;
  const compared = rows.flatMap(({ naive, gaveUp, p50, differences }) =>
    naive === undefined ? [] : { times: naive / p50, same: !gaveUp && differences.length === 0 },
  );
  const isFaster = compared.filter(({ times }) => times >= LEAST_TIMES).length;
  const same = compared.filter((answer) => answer.same).length;
  return [
    '| report       | by   | slowest of   | p50 ms | p95 ms | naive ms |     times |',
    '| ------------ | ---- | ------------ | -----: | -----: | -------: | --------: |',
    ...lines,
    '',
    `Of ${rows.length} answers ${within('p95')} take ${MOST_MILLISECONDS} ms at most by their p95, which is the aim for any of them, ${within('p50')} by their median; of ${compared.length} that were compared with naive queries ${isFaster} at least ${LEAST_TIMES} times as fast, and ${same} told the same.`,
  ].join('\n');
}

/** What one answer took, told as soon as it is known. */
export function reportLine(times: ReportTimes): string {
  const { report, scope, period, p50, p95, naive } = times;
  const factor = naive === undefined ? '' : `, ${(naive / p50).toFixed(0)} times`;
  return `${report} ${scope} ${period}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, naive ${naiveTime(times)} ms${factor}`;
}

function naiveTime({ naive, gaveUp }: ReportTimes): string {
  return naive === undefined ? '–' : `${gaveUp ? '>' : ''}${naive.toFixed(0)}`;
}

export interface RefreshRow {
  rows: number;
  rebuildSeconds: number | undefined;
  changes: number;
  median: number;
  longest: number;
  folds: readonly { seconds: number; rows: number }[];
  imported: number;
  importedSeconds: number;
  megabytes: number;
}

function foldLine(history: number, folds: RefreshRow['folds']): string {
  const told = folds.map(({ seconds, rows }) => `${rows} rows in ${seconds.toFixed(1)} s`);
  return `\nFolded over ${history} rows of history, once the figures were right: ${told.join(', ') || 'nothing'}.`;
}

export function refreshTable(parts: readonly RefreshRow[]): string {
  const [small, large] = parts;
  const goal =
    small && large
      ? `\nThe refresh over all of it takes ${(large.median / small.median).toFixed(2)} times as long as over the part; the aim is 1.5 at most, and 500 ms.`
      : '';
  return [
    '| rows of history | full rebuild s | refresh after | median ms | longest ms | after an import of | s | memory MB |',
    '| --------------: | -------------: | ------------: | --------: | ---------: | -----------------: | ---: | ---: |',
    ...parts.map(
      (part) =>
        `| ${part.rows} | ${part.rebuildSeconds?.toFixed(0) ?? '–'} | ${part.changes} changes | ${part.median.toFixed(0)} | ${part.longest.toFixed(0)} | ${part.imported} deals | ${part.importedSeconds.toFixed(1)} | ${part.megabytes.toFixed(0)} |`,
    ),
    ...parts.map(({ rows, folds }) => foldLine(rows, folds)),
    goal,
  ].join('\n');
}

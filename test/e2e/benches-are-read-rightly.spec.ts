import { describe, expect, it } from '@jest/globals';
import { type RefreshRow, refreshTable, reportLine, reportTable } from '../../bench/analytics/table.ts';
import type { ReportTimes } from '../../bench/analytics/reports.ts';
import { isReached, ofAnalytics, ofImport, ofPlanning, ofRegistry, worded } from '../../bench/scale/goals.ts';

const refresh = (rows: number, median: number): RefreshRow => ({
  ...{ rows, median, rebuildSeconds: undefined, changes: 1000, longest: 900 },
  ...{ imported: 100_000, importedSeconds: 4.2, megabytes: 300, folds: [{ seconds: 2.5, rows: 40_000 }] },
});
const report = (of: Partial<ReportTimes>): ReportTimes => ({
  ...{ report: 'sales-trend', scope: 'own', period: 'last 30 days', p50: 2, p95: 4, naive: 120 },
  ...{ gaveUp: false, differences: [], ...of },
});

/** As `bench:analytics` prints a tenth and then all of a history. */
const printed = (): string[] => {
  const tenth = [report({ p95: 99, naive: 10 })];
  const all = [
    report({ p50: 10, p95: 12, naive: 970 }),
    // Not the slowest by its median, but by its p95.
    report({ period: 'month', p50: 8, p95: 25, naive: 328 }),
    report({ report: 'funnel', scope: 'team', p50: 3, p95: 5, naive: 600 }),
  ];
  const [small, large] = [refresh(40_000, 200), refresh(400_000, 260)];
  return [
    ...[refreshTable([small]), ...tenth.map(reportLine)],
    ...[refreshTable([small, large]), ...all.map(reportLine)],
    ...[refreshTable([small, large]), reportTable(tenth), reportTable(all)],
  ].flatMap((text) => text.split('\n'));
};

describe('what the benches print', () => {
  it('is judged by the figures of the whole history: refresh, growth, worst p95, least gain', () => {
    const verdicts = ofAnalytics(printed());
    expect(verdicts.map(({ value }) => value)).toEqual([260, 1.3, 25, 41]);
    expect(verdicts.map(isReached)).toEqual([true, true, true, true]);
  });

  it('is judged by the p95 in both, and the medians are told beside it', () => {
    const rows = [report({ p50: 10, p95: 31 }), report({ p50: 10, p95: 30 }), report({ p50: 31, p95: 40 })];
    expect(reportTable(rows)).toContain(
      'Of 3 answers 1 take 30 ms at most by their p95, which is the aim for any of them, 2 by their median;',
    );
    expect(ofAnalytics(rows.map(reportLine))[2]).toMatchObject({
      what: 'the slowest answer of a report, by its p95 in the server',
      value: 40,
    });
  });

  it('misses a goal where the figure is worse', () => {
    const lines = [refreshTable([refresh(1, 100), refresh(10, 600)]), reportTable([report({ naive: 20 })])];
    const verdicts = ofAnalytics([...lines.join('\n').split('\n'), reportLine(report({ p95: 31 }))]);
    expect(verdicts.map(isReached)).toEqual([false, false, false, false]);
    expect(verdicts.map(({ value }) => value)).toEqual([600, 6, 31, 10]);
  });

  it('reaches nothing where it holds no figures', () => {
    for (const judge of [ofAnalytics, ofImport, ofPlanning, ofRegistry])
      for (const verdict of judge(['| what | by |', 'nothing'])) {
        expect([verdict.what, isReached(verdict)]).toEqual([verdict.what, false]);
        expect(worded(verdict)).toContain('not measured');
      }
  });
});

/** What of the goals a bench's output tells. */
export interface Verdict {
  goal: string;
  what: string;
  value: number;
  limit: number;
  unit: string;
  /** For the goals that are reached from above. */
  atLeast?: boolean;
}

/** A row of a printed table: its cells, numbers where they are some. */
const cells = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

const rows = (lines: readonly string[], columns: number): string[][] =>
  lines.map(cells).filter((row) => row.length === columns && /\d/.test(row.at(-1) ?? row.at(-2) ?? ''));

/** Of nothing there is no greatest: that is a figure which was not found. */
const most = (values: readonly number[]): number => (values.length === 0 ? NaN : Math.max(...values));
const least = (values: readonly number[]): number => -most(values.map((value) => -value));

const found = (lines: readonly string[], pattern: RegExp): number[] =>
  lines.flatMap((line) => {
    const value = pattern.exec(line)?.[1];
    return value === undefined ? [] : [Number(value)];
  });

/** Of each key the value that came last: the last part is the whole history. */
const lastOf = (pairs: readonly (readonly (string | undefined)[])[]): string[] => [
  ...new Map(
    pairs.flatMap(([key, value]) =>
      key === undefined || value === undefined ? [] : [[key, value] as const],
    ),
  ).values(),
];

/** `bench:registry`: what, scope, rows, p50, p95, buffers. */
export function ofRegistry(lines: readonly string[]): Verdict[] {
  const all = rows(lines, 6);
  const lists = all.filter(([what]) => what?.startsWith('by '));
  const nearest = all.filter(([what]) => what?.startsWith('the nearest'));
  const searches = all.filter((row) => !lists.includes(row) && !nearest.includes(row));
  const worst = searches.toSorted((one, other) => Number(other[4]) - Number(one[4]))[0] ?? [];
  return [
    {
      ...{ goal: 'G3', what: 'most buffers of a list page, any order, depth and scope' },
      ...{ value: most(lists.map((row) => Number(row[5]))), limit: 10, unit: 'buffers' },
    },
    {
      ...{ goal: 'G7', what: `p95 of the slowest search (${worst[0]}, ${worst[1]})` },
      ...{ value: Number(worst[4]), limit: 50, unit: 'ms' },
    },
    {
      ...{ goal: 'G7', what: 'p95 of the nearest 20' },
      ...{ value: most(nearest.map((row) => Number(row[4]))), limit: 5, unit: 'ms' },
    },
  ];
}

/** `bench:analytics`: report, scope, period, p50, p95, naive, times from–to; and the lines of each refresh and each answer. */
export function ofAnalytics(lines: readonly string[]): Verdict[] {
  const gains = lastOf(rows(lines, 7).map(([report, scope, , , , , times]) => [`${report} ${scope}`, times]));
  const p95s = lastOf(
    lines.map((line) => /^(\S+ \S+ .+): p50 [\d.]+ ms, p95 ([\d.]+) ms/.exec(line)?.slice(1) ?? []),
  );
  const refreshes = rows(lines, 8).map(([, , , median]) => Number(median));
  const growth = found(lines, /^The refresh over all of it takes ([\d.]+) times/);
  return [
    {
      ...{ goal: 'G5', what: 'refresh after a thousand scattered changes, median' },
      // Of the whole history: the parts grow, and each table repeats those before it.
      ...{ value: refreshes.at(-1) ?? NaN, limit: 500, unit: 'ms' },
    },
    {
      ...{ goal: 'G5', what: 'the same against a tenth of the history' },
      ...{ value: growth.at(-1) ?? NaN, limit: 1.5, unit: '×' },
    },
    {
      ...{ goal: 'G6', what: 'the slowest answer of a report, by its p95 in the server' },
      ...{ value: most(p95s.map(Number)), limit: 30, unit: 'ms' },
    },
    {
      ...{ goal: 'G6', what: 'the least gain over the naive query' },
      ...{
        value: least(gains.map((times) => Number(times.split('–')[0]))),
        limit: 30,
        unit: '×',
        atLeast: true,
      },
    },
  ];
}

export function ofImport(lines: readonly string[]): Verdict[] {
  const [value = NaN] = found(lines, /^rows\/s: best \d+, median (\d+)/);
  return [
    { goal: 'G8', what: 'import, end to end, median', value, limit: 5000, unit: 'rows/s', atLeast: true },
  ];
}

/** `bench:planning`: its lines end with what the event loop of the application measured of itself. */
export function ofPlanning(lines: readonly string[]): Verdict[] {
  const [alone = NaN] = found(lines, /^one plan of \d+ candidates alone: median (\d+)/);
  const late = found(lines, /plans at once: loop-delay .*"p99":([\d.]+)/);
  return [
    { goal: 'G10', what: 'a day of 40 candidates, median', value: alone, limit: 500, unit: 'ms' },
    {
      ...{ goal: 'G10', what: 'p99 of the event loop while eight are planned' },
      ...{ value: late[0] ?? NaN, limit: 20, unit: 'ms' },
    },
  ];
}

/** A figure that was not found is not reached. */
export function isReached({ value, limit, atLeast }: Verdict): boolean {
  return Number.isFinite(value) && (atLeast ? value >= limit : value <= limit);
}

export function worded(verdict: Verdict): string {
  const { goal, what, value, limit, unit, atLeast } = verdict;
  const shown = Number.isFinite(value) ? value.toFixed(value < 10 ? 2 : 0) : 'not found';
  const missedBy = Number.isFinite(value)
    ? `missed by ${Math.abs(value - limit).toFixed(value < 10 ? 2 : 0)} ${unit}`
    : 'not measured';
  return `| ${goal} | ${what} | ${shown} ${unit} | ${atLeast ? '≥' : '≤'} ${limit} ${unit} | ${isReached(verdict) ? 'reached' : missedBy} |`;
}

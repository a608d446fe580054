import { assertWhole, type Instance, UnreadableInstance } from './instance.ts';

/** TSPLIB's form, as far as it is used for one vehicle: coordinates or an explicit table, perhaps with windows. */
export function readTsplib(text: string): Instance {
  const header = headerOf(text);
  const n = Number(header.get('DIMENSION'));
  if (!Number.isInteger(n) || n < 2) throw new UnreadableInstance('it has no DIMENSION');
  if (Number(header.get('CAPACITY') ?? 0) > 0 && sectionOf(text, 'DEMAND_SECTION'))
    throw new UnreadableInstance('it is a problem of loads (CVRP), which the planner does not know');
  const windows = rowsOf(sectionOf(text, 'TIME_WINDOW_SECTION') ?? [], 3);
  const service = rowsOf(sectionOf(text, 'SERVICE_TIME_SECTION') ?? [], 2);
  const depot = Math.max(0, (sectionOf(text, 'DEPOT_SECTION')?.[0] ?? 1) - 1);
  const matrix = matrixOf(text, header, n);
  const nodes = Array.from({ length: n }, (_, i) => {
    const [, open, close] = windows[i] ?? [];
    return {
      ...(open !== undefined && close !== undefined && { window: [open, close] as const }),
      service: service[i]?.[1] ?? (i === depot ? 0 : Number(header.get('SERVICE_TIME') ?? 0)),
      demand: 0,
    };
  });
  const order = [depot, ...nodes.keys()].filter((node, i) => i === 0 || node !== depot);
  return assertWhole({
    matrix: order.map((from) => order.map((to) => matrix[from]?.[to] ?? NaN)),
    nodes: order.flatMap((node) => nodes[node] ?? []),
    vehicles: 1,
  });
}

function headerOf(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/^[ \t]*([A-Z_]+)[ \t]*:[ \t]*(.*?)[ \t\r]*$/gm)].map(([, key = '', value = '']) => [
      key,
      value,
    ]),
  );
}

/** The numbers below a section's name, up to the next word; `-1` at the end of a list is not one of them. */
function sectionOf(text: string, name: string): number[] | null {
  const [, body] = new RegExp(`^[ \\t]*${name}[ \\t]*:?[ \\t]*\\r?\\n([^A-Z]*)`, 'm').exec(upper(text)) ?? [];
  return body === undefined ? null : body.split(/\s+/).filter(Boolean).map(Number);
}

/** `1e+03` must not end a section. */
function upper(text: string): string {
  return text.replace(/(\d)E([+-]?\d)/g, '$1e$2');
}

function rowsOf(numbers: readonly number[], width: number): number[][] {
  return Array.from({ length: Math.floor(numbers.length / width) }, (_, i) =>
    numbers.slice(i * width, (i + 1) * width),
  );
}

function matrixOf(text: string, header: ReadonlyMap<string, string>, n: number): number[][] {
  const type = header.get('EDGE_WEIGHT_TYPE') ?? '';
  if (type === 'EXPLICIT') return explicit(sectionOf(text, 'EDGE_WEIGHT_SECTION') ?? [], header, n);
  const round = { EUC_2D: Math.round, CEIL_2D: Math.ceil, EXACT_2D: (length: number) => length }[type];
  if (!round) throw new UnreadableInstance(`its EDGE_WEIGHT_TYPE ${type || '(none)'} is not one we read`);
  const points = rowsOf(sectionOf(text, 'NODE_COORD_SECTION') ?? [], 3);
  if (points.length !== n) throw new UnreadableInstance(`it says ${n} nodes and places ${points.length}`);
  return points.map(([, x1 = NaN, y1 = NaN]) =>
    points.map(([, x2 = NaN, y2 = NaN]) => round(Math.hypot(x1 - x2, y1 - y2))),
  );
}

function explicit(numbers: readonly number[], header: ReadonlyMap<string, string>, n: number): number[][] {
  const format = header.get('EDGE_WEIGHT_FORMAT') ?? '';
  /** Place of (row, column), row the greater one, in each way of writing half a table; -1: the diagonal is not written. */
  const places: Record<string, (row: number, column: number) => number> = {
    FULL_MATRIX: (row, column) => row * n + column,
    LOWER_DIAG_ROW: (row, column) => (row * (row + 1)) / 2 + column,
    LOWER_ROW: (row, column) => (row === column ? -1 : (row * (row - 1)) / 2 + column),
    UPPER_DIAG_ROW: (row, column) => column * n - (column * (column - 1)) / 2 + (row - column),
    UPPER_ROW: (row, column) =>
      row === column ? -1 : column * (n - 1) - (column * (column - 1)) / 2 + (row - column - 1),
  };
  const place = places[format];
  if (!place) throw new UnreadableInstance(`its EDGE_WEIGHT_FORMAT ${format || '(none)'} is not one we read`);
  return Array.from({ length: n }, (_, row) =>
    Array.from({ length: n }, (_unused, column) => {
      const at =
        format === 'FULL_MATRIX' ? place(row, column) : place(Math.max(row, column), Math.min(row, column));
      return at < 0 ? 0 : (numbers[at] ?? NaN);
    }),
  );
}

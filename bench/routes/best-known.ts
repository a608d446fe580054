import { basename } from 'node:path';

/** Best known costs by name of the instance, in lower case and without ending. */
export type BestKnown = ReadonlyMap<string, number>;

/**
 * `best-known.json`: `{ "n20w20.001": 378 }`, also one level deeper by set, also `{ "cost": 378 }` as the value, also a
 * list of `{ "instance": …, "cost": … }`.
 *
 * @throws SyntaxError when it is no JSON
 */
export function fromJson(text: string): BestKnown {
  const found = new Map<string, number>();
  collect(JSON.parse(text) as unknown, '', found);
  return found;
}

const COSTS = ['cost', 'best', 'bestKnown', 'best_known', 'best_known_cost', 'value', 'objective', 'bks'];
const NAMES = ['instance', 'name', 'file'];

function collect(value: unknown, name: string, found: Map<string, number>): void {
  if (typeof value === 'number' || typeof value === 'string') {
    if (name && value !== '' && Number.isFinite(Number(value))) found.set(keyOf(name), Number(value));
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const record = value as Record<string, unknown>;
  const cost = COSTS.map((key) => record[key]).find(
    (entry) => entry !== undefined && typeof entry !== 'object',
  );
  const own = NAMES.map((key) => record[key]).find((entry) => typeof entry === 'string');
  if (cost !== undefined) return collect(cost, own ?? name, found);
  for (const [key, entry] of Object.entries(record)) collect(entry, Array.isArray(value) ? '' : key, found);
}

const BEST_COLUMN = /best|optim|bks|cost|value|objective/i;

/**
 * The rows of tables in prose: the name first, the cost in the column that says so, else in the second. Of several costs (by
 * number of vehicles) the least is the fair one.
 */
export function fromTable(text: string): BestKnown {
  const found = new Map<string, number>();
  let column = 1;
  for (const line of text.split(/\r?\n/)) {
    const cells = /^\s*\|(.*)\|\s*$/.exec(line)?.[1]?.split('|').map(plain);
    if (!cells) column = 1;
    else if (cells.slice(1).some((cell) => BEST_COLUMN.test(cell)))
      column = cells.findIndex((cell, i) => i > 0 && BEST_COLUMN.test(cell));
    else {
      const [name = '', said = ''] = [cells[0], cells[column]];
      const costs = /^\d/.test(said) ? (said.replace(/\([^)]*\)/g, '').match(/\d+(\.\d+)?/g) ?? []) : [];
      if (name !== '' && costs.length > 0) found.set(keyOf(name), Math.min(...costs.map(Number)));
    }
  }
  return found;
}

/** Without the marks of bold, code and links. */
function plain(cell: string): string {
  return cell
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`]/g, '')
    .trim();
}

/** By its whole name below the folder, else by the file's own name. */
export function bestOf(known: BestKnown, instance: string): number | null {
  return known.get(keyOf(instance)) ?? known.get(keyOf(basename(instance))) ?? byBasename(known, instance);
}

function byBasename(known: BestKnown, instance: string): number | null {
  const name = keyOf(basename(instance));
  return [...known].find(([key]) => basename(key) === name)?.[1] ?? null;
}

export function keyOf(name: string): string {
  return name.toLowerCase().replace(/\.(txt|tsp|tsptw|vrptw|dat|tw)$/, '');
}

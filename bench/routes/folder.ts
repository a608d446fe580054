import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { type BestKnown, fromJson, fromTable, keyOf } from './best-known.ts';
import { type Instance, UnreadableInstance } from './instance.ts';
import { readInstance } from './read-instance.ts';

export interface Found {
  /** Path below the folder, without ending. */
  readonly name: string;
  readonly set: string;
  readonly instance: Instance;
}

export interface Unread {
  readonly name: string;
  readonly why: string;
}

export interface Folder {
  readonly found: readonly Found[];
  readonly unread: readonly Unread[];
  readonly known: BestKnown;
}

const BEST_KNOWN = 'best-known.json';
const TABLE = 'SOURCES.md';
/** Files that nobody means to be solved, and that need no remark. */
const BESIDE = /\.(md|json|ya?ml|csv|py|sh|pdf|html?)$|^(licen[cs]e|readme)|^\./i;
const LARGEST_BYTES = 20_000_000;

/** Every instance below a folder, what could not be read and why, and the best known costs written there. */
export function readFolder(folder: string, decimals: number | null): Folder {
  if (!existsSync(folder)) throw new UnreadableInstance(`there is no ${folder}`);
  const root = statSync(folder).isDirectory() ? folder : dirname(folder);
  const files = root === folder ? filesBelow(folder) : [folder];
  const found: Found[] = [];
  const unread: Unread[] = [];
  for (const file of files.filter((name) => !BESIDE.test(name.slice(name.lastIndexOf('/') + 1)))) {
    const name = relative(root, file).replace(/\.(txt|tsp|tsptw|dat)$/i, '');
    try {
      if (statSync(file).size > LARGEST_BYTES) throw new UnreadableInstance('it is larger than 20 MB');
      found.push({
        name,
        set: setOf(name, basename(root)),
        instance: readInstance(readFileSync(file, 'utf8'), decimals),
      });
    } catch (error) {
      if (!(error instanceof UnreadableInstance)) throw error;
      unread.push({ name: relative(root, file), why: error.message });
    }
  }
  const known = bestKnownOf(root, root === folder ? files : filesBelow(root), unread);
  return { found, unread, known };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/(^|\/)\./.test(relative(folder, file)))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

/**
 * Tables before files, so that a `best-known.json` has the last word; a set's folder may have its table one above. Two sets
 * may name an instance alike: what stands in a set's own folder is known by its whole name too.
 */
function bestKnownOf(root: string, files: readonly string[], unread: Unread[]): BestKnown {
  const named = (name: string): string[] =>
    [join(dirname(root), name), ...files.filter((file) => file.endsWith(`/${name}`))].filter((file) =>
      existsSync(file),
    );
  const below = (file: string, known: BestKnown): [string, number][] => {
    const folder = relative(root, dirname(file));
    const whole = folder === '' || folder.startsWith('..') ? [] : [...known];
    return [...known, ...whole.map(([name, cost]): [string, number] => [keyOf(`${folder}/${name}`), cost])];
  };
  return new Map([
    ...named(TABLE).flatMap((file) => below(file, fromTable(readFileSync(file, 'utf8')))),
    ...named(BEST_KNOWN).flatMap((file) => below(file, readBestKnown(file, unread))),
  ]);
}

/** Costs that cannot be read are named, and the instances are solved all the same. */
function readBestKnown(file: string, unread: Unread[]): BestKnown {
  try {
    return fromJson(readFileSync(file, 'utf8'));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    unread.push({ name: file, why: 'it is not JSON' });
    return new Map();
  }
}

/** The folder it lies in, and for names like n40w100.001 or rc_204.1 the size or series too. */
function setOf(name: string, root: string): string {
  const at = name.lastIndexOf('/');
  const folder = at < 0 ? root : name.slice(0, at);
  const [series = ''] = /^(n\d+(?=w)|rc?_?\d(?=\d\d)|rbg)/i.exec(name.slice(at + 1)) ?? [];
  return `${folder} ${series}`.trim();
}

import { basename } from 'node:path';
import { Problem } from './problem.mjs';

/** What is changed, sought word for word: another Prisma that is written differently stops the build instead of passing unnoticed. */
const CHANGES = [
  { file: /\/@prisma\/client\/runtime\/client\.m?js$/, change: sparseEdges },
  { file: /\/query_compiler_\w+\.postgresql\.wasm-base64\.mjs$/, change: compilerInFile },
];

/** What Prisma's client holds for ever, with less memory. */
export function leanerPrisma() {
  const missing = new Set(CHANGES);
  return {
    name: 'leaner-prisma',
    transform(code, id) {
      const found = CHANGES.find(({ file }) => file.test(id));
      missing.delete(found);
      return found?.change.call(this, code, id);
    },
    buildEnd(error) {
      for (const { file } of error ? [] : missing) throw otherwise(String(file));
    },
  };
}

const otherwise = (what) =>
  new Problem(`Prisma is made another way: scripts/support/leaner-prisma.mjs, ${what}`);

/**
 * The fields that a node of the schema's graph leads to, by their numbers: eight or so, of numbers up to some hundreds. V8
 * gives each such object an array as long as its largest number, but a dictionary to one with a property that cannot be
 * changed: 2 MB instead of 13.
 */
function sparseEdges(code) {
  const nodes =
    /(?<=\b(\w)=)\{\}(?=;for\(let (\w)=0;\2<\w;\2\+\+\)\{let (\w)=this\.#\w\(\),.{1,200}?\1\[\3\]=\w\}\w\.push\(\{edges:\1\}\))/g;
  if (code.match(nodes)?.length !== 2) throw otherwise('the graph');
  return code.replaceAll(nodes, 'Object.defineProperty({},4294967294,{})');
}

/** The query compiler as a file of its own, read once: as text it would stay, as a string and as source. */
function compilerInFile(code, id) {
  const base64 = /^const wasm = "([A-Za-z0-9+/=]+)"/m.exec(code)?.[1];
  if (!base64) throw otherwise('the query compiler');
  const fileName = basename(id).replace('-base64.mjs', '');
  this.emitFile({ type: 'asset', fileName, source: Buffer.from(base64, 'base64') });
  // `Buffer.from(wasm, 'base64')` takes what `valueOf` gives.
  return `import { readFileSync } from 'node:fs';
import { join } from 'node:path';
export const wasm = { valueOf: () => readFileSync(join(import.meta.dirname, ${JSON.stringify(fileName)})) };`;
}

// npm run drill -- <name>: breaks the running application on purpose and counts what was lost. Each drill ends with 1 when
// a promise of docs/reliability.md was not kept.
import { readdirSync } from 'node:fs';

const FOLDER = new URL('drills/', import.meta.url);
const [name, ...rest] = process.argv.slice(2);
const names = readdirSync(FOLDER).map((file) => file.replace('.mjs', ''));

if (!name || !names.includes(name)) {
  console.error(`npm run drill -- <name>; there are: ${names.join(', ')}`);
  process.exit(1);
}
const { default: drill } = await import(new URL(`${name}.mjs`, FOLDER));
process.exitCode = (await drill(rest)) ? 0 : 1;

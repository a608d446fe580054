// Part of npm run openapi: makes the tables of docs/access.md anew from the roles and the protected fields in code.
import { readFile, writeFile } from 'node:fs/promises';
import { withTables } from '../dist/auth/permissions/access-docs.js';

const PAGE = 'docs/access.md';
await writeFile(PAGE, withTables(await readFile(PAGE, 'utf8')));

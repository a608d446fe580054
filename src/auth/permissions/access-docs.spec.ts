import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { PERMISSIONS, PROTECTED_FIELD_NAMES } from '../../platform/access/index.js';
import { withTables } from './access-docs.js';

describe('docs/access.md', () => {
  const page = readFileSync('docs/access.md', 'utf8');

  it('has the tables of the code; npm run openapi writes them anew', () => {
    expect(page).toBe(withTables(page));
  });

  it('has a row for every permission and every protected field', () => {
    for (const name of [...PERMISSIONS, ...PROTECTED_FIELD_NAMES]) expect(page).toContain(`| \`${name}\``);
  });
});

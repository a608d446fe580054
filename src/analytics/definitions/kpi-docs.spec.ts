import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { KPI_DEFINITIONS } from './kpi-definitions.js';
import { renderKpiDocs } from './kpi-docs.js';

describe('docs/kpis.md', () => {
  it('says what the API says; npm run docs:kpis writes it anew', () => {
    expect(readFileSync('docs/kpis.md', 'utf8')).toBe(renderKpiDocs());
  });

  it('defines every figure once', () => {
    const keys = KPI_DEFINITIONS.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

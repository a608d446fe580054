import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { REFUSALS } from '../../web/src/lib/api/refusals.ts';

describe('the refusals in Italian', () => {
  const sources = execFileSync('grep', ['-rhoE', '--include=*.ts', "'[A-Z][A-Z_]+[A-Z]'", 'src'], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  const codes = new Set(sources.split('\n').map((line) => line.slice(1, -1)));

  it.each(Object.keys(REFUSALS))('%s is a code of the API', (code) => {
    expect(codes).toContain(code);
  });
});

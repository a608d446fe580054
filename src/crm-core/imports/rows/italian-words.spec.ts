import { describe, expect, it } from '@jest/globals';
import { getMetadataStorage } from 'class-validator';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateClientDto } from '../../clients/dto/create-client.dto.js';
import { isInItalian } from './italian-words.js';

const CRM_CORE = join(process.cwd(), 'src/crm-core');
const FOLDERS = ['imports/cells', 'imports/targets', 'imports/italian', 'imports/rows'];

/** Codes as the source writes them: in capitals, with a word or more behind. */
function codesIn(folder: string): string[] {
  return (
    readdirSync(join(CRM_CORE, folder))
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts') && name !== 'italian-words.ts')
      .flatMap((name) => {
        const text = readFileSync(join(CRM_CORE, folder, name), 'utf8');
        return [
          ...text.matchAll(/unreadable\(\s*'([A-Z_]+)'/g),
          ...text.matchAll(/code: '([A-Z_]+)'/g),
          ...text.matchAll(/reject\(\s*(?:row,\s*)?'?\w+'?,\s*(?:\w+,\s*)?'([A-Z_]{5,})'/g),
        ].map(([, code]) => code ?? '');
      })
      // A remark and a notice bring their own Italian along; a key is refused before there are rows.
      .filter((code) => !['COUNTRY_FROM_VAT_NUMBER', 'NEW_ROWS_BECOME', 'KEY_UNKNOWN'].includes(code))
  );
}

describe('what an import says', () => {
  it('has words in Italian for every code', () => {
    const rules = readFileSync(join(CRM_CORE, 'clients/client-identity.ts'), 'utf8').matchAll(
      /code: '([A-Z_]+_[A-Z]+)'/g,
    );
    const storage = getMetadataStorage();
    const constraints = storage
      .getTargetValidationMetadatas(CreateClientDto, '', false, false)
      .flatMap(({ constraintCls }) => storage.getTargetValidatorConstraints(constraintCls))
      .map(({ name }) => name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase());
    const codes = [...FOLDERS.flatMap(codesIn), ...[...rules].map(([, code]) => code ?? ''), ...constraints];
    expect(codes.length).toBeGreaterThan(50);
    expect([...new Set(codes)].filter((code) => !isInItalian(code))).toEqual([]);
  });
});

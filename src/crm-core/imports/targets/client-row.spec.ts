import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { assert, constantFrom, dictionary, property, string } from 'fast-check';
import { CreateClientDto } from '../../clients/dto/create-client.dto.js';
import { cleanCell, plainCell } from '../cells/clean-cell.js';
import { mendClient } from '../italian/mend-client.js';
import type { CellValue, ImportField } from '../rows/import-field.js';
import { CLIENT_FIELDS } from './client-fields.js';
import { omit, tidyClient } from './client-row.js';

const FIELDS: Readonly<Record<string, ImportField>> = CLIENT_FIELDS;
const TEXTS = [
  ...[
    ' Svapo & Co ',
    'svapo.it',
    ' HTTPS://Svapo.it',
    'Roma, roma;ROMA | bar',
    'it',
    'Italia',
    "'=1+1",
    "' x",
  ],
  ...['azienda', 'tabacchi', '1.234,5', '12', '31/12/2026', '{"mon":[["09:00","12:30"]]}', '["a,b"," c "]'],
  ...['0039 02 1234567', '00123 Roma (RM)', 'IT00743110157', '\t', '-', 'a\u00a0b'],
];

/** The fields of a row as the check of an import has them in hand. */
function readRow(cells: Readonly<Record<string, string>>): Record<string, CellValue> {
  const values: Record<string, CellValue> = {};
  for (const [field, cell] of Object.entries(cells)) {
    const { read, verbatim } = FIELDS[field] ?? CLIENT_FIELDS.name;
    const text = (verbatim ? plainCell : cleanCell)(cell);
    const result = text === '' ? undefined : read(text);
    if (result && 'value' in result) values[field] = result.value;
  }
  const mended = mendClient(values).values;
  return omit(mended, ['owner', 'externalId']) as Record<string, CellValue>;
}

describe('a row of clients', () => {
  it('is tidied as the same fields are in a request', () => {
    const field = constantFrom(...Object.keys(FIELDS));
    const cell = string().chain((odd) => constantFrom(odd, ...TEXTS));
    assert(
      property(dictionary(field, cell), (cells) => {
        const row = readRow(cells);
        const asked = plainToInstance(CreateClientDto, row, { exposeUnsetFields: false });
        expect(given(tidyClient(row))).toEqual(given(asked));
      }),
      { numRuns: 2000, seed: 20_261_127 },
    );
  });
});

/** Without what is not there. */
function given(client: CreateClientDto): object {
  return Object.fromEntries(Object.entries(client).filter(([, value]) => value !== undefined));
}

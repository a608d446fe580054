import { describe, expect, it } from '@jest/globals';
import { type Type, ValidationPipe } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import fc from 'fast-check';
import { CreateClientDto } from '#app/crm-core/clients/dto/create-client.dto.js';
import { ClientListQuery } from '#app/crm-core/clients/dto/client-list.query.js';
import { ReplaceLinesDto } from '#app/crm-core/lines/dto/replace-lines.dto.js';
import { checkedQuickly } from '#app/platform/http/checked-quickly.js';
import { InputPipe } from '#app/platform/http/input.pipe.js';
import { ChangesQuery } from '#app/sync/changes/dto/changes.query.js';

/** A class of input, how it comes, and one that is right. */
const INPUTS: readonly [string, Type, 'body' | 'query', Record<string, unknown>][] = [
  [
    'the body of a new client',
    CreateClientDto,
    'body',
    {
      ...{ name: ' Bar Duomo ', province: 'mi', latitude: 45.4, longitude: 9.1, email: '', notes: null },
      ...{ tags: ['a', 'b'], openingHours: { mon: [['09:00', '12:30']] }, custom: { colour: 'rosso' } },
    },
  ],
  [
    'the query of a list',
    ClientListQuery,
    'query',
    { limit: '10', q: ' bar ', lead: 'true', createdFrom: '2026-01-31', sort: '-name' },
  ],
  ['the query of the changes', ChangesQuery, 'query', { limit: '10' }],
  ['a body with objects inside', ReplaceLinesDto, 'body', { lines: [] }],
];

/** Names that every object has, and one that none has. */
const STRANGERS = ['toString', 'hasOwnProperty', 'valueOf', 'unheardOf'];

const values = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    '',
    ' ',
    'a',
    'a,b',
    'true',
    '7',
    '-1',
    '1e3',
    7,
    -1,
    1.5,
    NaN,
    true,
  ),
  fc.constantFrom<unknown>(
    '2026-02-31',
    '2026-02-28',
    '0197a1b0-0000-7000-8000-000000000000',
    'x'.repeat(300),
  ),
  fc.constantFrom<unknown>(
    [],
    ['a', 'a'],
    ['a', null],
    [1],
    {},
    { a: 'b' },
    [{}],
    { mon: [] },
    { toString: 'a' },
  ),
);

const pipe = new InputPipe();

/** What came out, or what was said about it. */
const outcome = async (checked: Promise<unknown>): Promise<unknown> =>
  checked.then(
    (given) => ({ given }),
    (error: unknown) => ({ refused: error }),
  );

describe('input that is checked quickly', () => {
  it.each(INPUTS)('comes out as class-validator would let it: %s', async (_, metatype, type, right) => {
    const rules = getMetadataStorage().getTargetValidationMetadatas(metatype, '', false, false);
    const names = [...new Set([...rules.map(({ propertyName }) => propertyName), ...STRANGERS])];
    const input = fc
      .tuple(fc.boolean(), fc.boolean(), fc.dictionary(fc.constantFrom(...names), values, { maxKeys: 3 }))
      .map(([isWhole, isBare, odd]) =>
        Object.assign(isBare ? (Object.create(null) as object) : {}, isWhole ? right : {}, odd),
      );
    const copied = (value: object): object =>
      Object.assign(Object.create(Object.getPrototypeOf(value) as object | null), structuredClone(value));
    await fc.assert(
      fc.asyncProperty(input, async (value) => {
        const actual = await outcome(pipe.transform(copied(value), { type, metatype }));
        const slowly = ValidationPipe.prototype.transform.call(pipe, copied(value), { type, metatype });
        expect(actual).toStrictEqual(await outcome(slowly as Promise<unknown>));
      }),
      { numRuns: 400 },
    );
  });

  it.each(INPUTS.slice(0, 3))(
    'is so where nothing is wrong, and never with a field too many: %s',
    (_, metatype, __, right) => {
      expect(checkedQuickly(metatype, right)).toBeInstanceOf(metatype);
      for (const stranger of STRANGERS)
        expect(checkedQuickly(metatype, { ...right, [stranger]: 'x' })).toBeUndefined();
    },
  );

  it('is refused by a class that states no rules, whatever comes', async () => {
    class Ruleless {}
    expect(checkedQuickly(Ruleless, {})).toBeUndefined();
    await expect(pipe.transform({}, { type: 'body', metatype: Ruleless })).rejects.toThrow();
  });
});

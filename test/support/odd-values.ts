import fc from 'fast-check';
import type { Schema } from '../contract/document.ts';

/** JSON as text where JavaScript has no value for it: `1e400`, a nest that is too deep. */
export class RawJson {
  constructor(readonly text: string) {}
  toJSON(): string {
    return `@raw:${this.text}:raw@`;
  }
}

export const asJson = (value: unknown): string =>
  JSON.stringify(value ?? null).replaceAll(/"@raw:([^"]*):raw@"/g, '$1');

/** Names of the world's records; whoever sends the request puts in their ids. */
export const RECORDS = [
  '$client',
  '$contact',
  '$opportunity',
  '$visit',
  '$route',
  '$import',
  '$pipeline',
  '$stage',
  '$user',
  '$team',
  '$customField',
] as const;

const prototype = JSON.parse('{"__proto__":{"role":"ADMIN"}}') as object;

/** What a fuzzer, a broken client or a hostile one sends in place of a value. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, 0, -1, 0.1 + 0.2, 1e308, 5e-324, Number.MAX_SAFE_INTEGER, 2 ** 31, 2 ** 63],
    ...[new RawJson('1e400'), new RawJson('-1e400'), new RawJson('9'.repeat(400)), new RawJson('-0')],
    ...[new RawJson('['.repeat(99) + ']'.repeat(99)), new RawJson('['.repeat(5000) + ']'.repeat(5000))],
    ...[
      '',
      ' ',
      '\u0000',
      'a\u0000b',
      '\ud800',
      '\udfff\ud800',
      '\ufeff',
      '\u202e',
      '\u001b[31m',
      'a\r\nb: c',
    ],
    ...['NaN', 'Infinity', '1e400', '-0', '0x10', '9'.repeat(400), '1,5', 'true', 'null', '[object Object]'],
    ...["' OR 1=1 --", '%', '_', '\\', '$1', '${7*7}', '(a+)+$', '__proto__', '../../etc/passwd', '<script>'],
    ...[
      '2026-02-30',
      '2026-13-45T99:99:99Z',
      '0000-00-00',
      '-000001-01-01',
      '+275760-09-13',
      '24:00',
      '12:60',
    ],
    ...['a'.repeat(10_000), '🙂'.repeat(300), '{"a":1}', 'ß', 'İ', 'e\u0301'],
    ...[[], [null], [[[]]], {}, { constructor: { prototype: { role: 'ADMIN' } } }, prototype, { $ne: null }],
    ...[{ length: 1e9 }, { toString: 1 }, { then: 'x' }],
    ...RECORDS,
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.double(),
  fc.integer(),
  fc.uuid(),
  fc.array(fc.string(), { maxLength: 3 }),
);

/** A value as it would stand in an address. */
export function asText(value: unknown): string {
  if (value instanceof RawJson) return value.text;
  const text = typeof value === 'object' && value !== null ? asJson(value) : String(value);
  return text.toWellFormed().slice(0, 3000);
}

/** What stands in an address in place of a value. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '1',
    'true',
    'PLANNED',
    '2026-01-01',
    '2026-03-02T09:30:00Z',
    'createdAt',
    '-name',
    ...RECORDS,
  ),
  oddValue.map(asText),
);

/** Values that mostly fit a schema of the OpenAPI document, so that they come past the first check. */
export function nearlyFitting(
  schema: Schema | undefined,
  components: Record<string, Schema>,
  depth = 0,
): fc.Arbitrary<unknown> {
  if (!schema || depth > 5) return oddValue;
  if (schema.$ref) return nearlyFitting(components[schema.$ref.split('/').at(-1) ?? ''], components, depth);
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices) return fc.oneof(...choices.map((choice) => nearlyFitting(choice, components, depth)));
  return fc.oneof(
    { weight: 6, arbitrary: fitting(schema, components, depth) },
    { weight: schema.example === undefined ? 0 : 3, arbitrary: fc.constant(schema.example) },
    { weight: 1, arbitrary: oddValue },
  );
}

function fitting(schema: Schema, components: Record<string, Schema>, depth: number): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch ((Array.isArray(schema.type) ? schema.type[0] : schema.type) ?? 'string') {
    case 'object':
      return objectLike(schema, components, depth);
    case 'array':
      return fc.array(nearlyFitting(schema.items, components, depth + 1), { maxLength: 3 });
    case 'integer':
    case 'number':
      return numberLike(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return textLike(schema);
  }
}

function objectLike(
  { properties, additionalProperties }: Schema,
  components: Record<string, Schema>,
  depth: number,
): fc.Arbitrary<unknown> {
  if (!properties) {
    const inner = typeof additionalProperties === 'object' ? additionalProperties : undefined;
    return fc.dictionary(fc.string({ maxLength: 12 }), nearlyFitting(inner, components, depth + 1), {
      maxKeys: 3,
    });
  }
  const entries = Object.entries(properties).map(
    ([name, inner]) => [name, nearlyFitting(inner, components, depth + 1)] as const,
  );
  return fc.record(Object.fromEntries(entries), { requiredKeys: [] });
}

function numberLike({ minimum = -1000, maximum = 1000 }: Schema): fc.Arbitrary<number> {
  const [low, high] = [Math.ceil(minimum), Math.floor(maximum)];
  return fc.oneof(
    fc.integer({ min: low, max: Math.max(low, high) }),
    fc.constantFrom(low - 1, high + 1, low, high),
    fc.double({ min: minimum, max: maximum, noNaN: true }),
  );
}

function textLike({ format, pattern }: Schema): fc.Arbitrary<unknown> {
  switch (format ?? '') {
    case 'uuid':
      return fc.oneof(fc.constantFrom(...RECORDS), fc.uuid());
    case 'date-time':
      return fc.constantFrom('2026-03-29T02:30:00+01:00', '2026-11-23T10:00:00Z', '1999-12-31T23:59:59.999Z');
    case 'date':
      return fc.constantFrom('2026-10-25', '2026-12-01', '2024-02-29', '9999-12-31', '0001-01-01');
    case 'email':
      return fc.oneof(fc.emailAddress(), fc.constant('agente@example.test'));
  }
  if (pattern) return fc.constantFrom('1234.50', '0', '999999999999.99', '09:00', '12:30', '24:00');
  return fc.string({ minLength: 1, maxLength: 30 });
}

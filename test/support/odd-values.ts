import fc from 'fast-check';

/** What a fuzzer, a broken client or a hostile one sends in place of a value. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e308,
    Number.MAX_SAFE_INTEGER,
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    'NaN',
    '1e400',
    '-0',
    "' OR 1=1 --",
    '%',
    '__proto__',
    '../../etc/passwd',
    '9'.repeat(400),
    '2026-02-30',
    '2026-13-45T99:99:99Z',
    '0000-00-00',
    '{"a":1}',
    [],
    [null],
    [[[]]],
    {},
    { constructor: { prototype: {} } },
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.double(),
  fc.integer(),
  fc.array(fc.string(), { maxLength: 3 }),
);

type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  format?: string;
  pattern?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  example?: unknown;
};

/** Values that mostly fit a schema of the OpenAPI document, so that they come past the first check. */
export function nearlyFitting(
  schema: Schema | undefined,
  components: Record<string, Schema>,
  depth = 0,
): fc.Arbitrary<unknown> {
  if (!schema || depth > 4) return oddValue;
  if (schema.$ref) return nearlyFitting(components[schema.$ref.split('/').at(-1) ?? ''], components, depth);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  const fitting = (): fc.Arbitrary<unknown> => {
    if (schema.enum) return fc.constantFrom(...schema.enum);
    if (schema.example !== undefined && fc.sample(fc.boolean(), 1)[0]) return fc.constant(schema.example);
    if (schema.format === 'uuid') return fc.uuid();
    if (schema.format === 'date-time')
      return fc.constantFrom('2026-03-29T02:30:00+01:00', '2026-11-23T10:00:00Z');
    if (schema.format === 'date')
      return fc.constantFrom('2026-10-25', '2024-02-29', '9999-12-31', '0001-01-01');
    if (schema.format === 'email') return fc.emailAddress();
    if (schema.pattern) return fc.constantFrom('1234.50', '0', '999999999999.99', '09:00');
    if (type === 'object' && schema.properties) {
      const entries = Object.entries(schema.properties).map(
        ([name, inner]) => [name, nearlyFitting(inner, components, depth + 1)] as const,
      );
      return fc.record(Object.fromEntries(entries), { requiredKeys: [] });
    }
    if (type === 'array')
      return fc.array(nearlyFitting(schema.items, components, depth + 1), { maxLength: 3 });
    if (type === 'integer' || type === 'number')
      return fc.oneof(fc.integer({ min: 0, max: 500 }), fc.double({ min: -180, max: 180, noNaN: true }));
    if (type === 'boolean') return fc.boolean();
    return fc.string({ minLength: 1, maxLength: 30 });
  };
  return fc.oneof({ weight: 6, arbitrary: fitting() }, { weight: 1, arbitrary: oddValue });
}

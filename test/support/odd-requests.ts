import fc from 'fast-check';
import type { ContractRoute, Schema } from '../contract/document.ts';
import { asJson, asText, nearlyFitting, oddText, oddValue, RawJson } from './odd-values.ts';

/** One thing done to a sound body: a value replaced, wrapped or taken away, a member added. */
interface Edit {
  at: number;
  how: 'replace' | 'wrap' | 'drop' | 'add';
  odd: unknown;
}

export interface OddRequest {
  caller: 'admin' | 'anna' | 'aldo' | 'analyst' | 'nobody';
  /** `own` or `foreign` record of the kind that the path names, or a text of its own. */
  id: string;
  query: [string, string][];
  ifMatch: string | undefined;
  contentType: string;
  /** Edits of the policy's sound body, another body as text, or the fields of a form. */
  body: { edits: Edit[] } | { text: string } | { form: [name: string, value: string][] };
}

const ID = fc.oneof(
  { weight: 5, arbitrary: fc.constant('own') },
  { weight: 2, arbitrary: fc.constant('foreign') },
  fc.uuid(),
  fc.constantFrom('seven', '%00', '..', '.', '', 'a'.repeat(300), '00000000-0000-0000-0000-000000000000'),
  fc.constantFrom('é', ' ', "'", '{id}', '%2F', '\ufeff', '0'.repeat(32)),
);
const IF_MATCH = fc.option(
  fc.constantFrom('"1"', '"2"', '*', 'W/"1"', '"99999999999"', '""', '1', '"1", "2"', 'x'.repeat(2000)),
  { nil: undefined, freq: 3 },
);
const TYPES = fc.oneof(
  { weight: 12, arbitrary: fc.constant('application/json') },
  fc.constantFrom(
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    '',
  ),
  fc.constantFrom('application/json; charset=utf-16', 'application/json;', 'application/merge-patch+json'),
);
const BROKEN = fc.constantFrom(
  ...['', ' ', '{', '{"a":', '[]', '[{}]', 'null', '"text"', '7', 'NaN', '{"a":NaN}', "{'a':1}", '\ufeff{}'],
  ...[
    '{"__proto__":{"role":"ADMIN"}}',
    '{"constructor":{"prototype":{"x":1}}}',
    '{"a":1,"a":2}',
    '{}{}',
    '\u0000',
  ],
  ...['{"a":'.repeat(3000) + '1' + '}'.repeat(3000), '['.repeat(101) + ']'.repeat(101), 'a=1&b=2', '\ud800'],
);
const EDITS: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({
    at: fc.nat(40),
    how: fc.constantFrom<Edit['how']>('replace', 'replace', 'wrap', 'drop', 'add'),
    odd: oddValue,
  }),
  { maxLength: 2 },
);

export function oddRequestTo(
  route: ContractRoute,
  components: Record<string, Schema>,
): fc.Arbitrary<OddRequest> {
  const named = (route.parameters ?? []).filter((one) => one.in === 'query');
  const given = named.map(({ name, schema }) =>
    fc.tuple(fc.constant(name), fc.oneof(oddText, nearlyFitting(schema, components).map(asText))),
  );
  const unknown = fc.tuple(
    fc.constantFrom(
      'colour',
      'access_token',
      '__proto__',
      'constructor[prototype]',
      'custom.x',
      'custom[a.min]',
      '',
    ),
    oddText,
  );
  const content = route.requestBody?.content ?? {};
  return fc.record({
    caller: fc.constantFrom('admin', 'admin', 'admin', 'anna', 'aldo', 'analyst', 'nobody'),
    id: ID,
    query: fc.array(
      fc.oneof({ weight: 1, arbitrary: unknown }, ...given.map((one) => ({ weight: 2, arbitrary: one }))),
      {
        maxLength: named.length > 0 ? 5 : 1,
      },
    ),
    ifMatch: IF_MATCH,
    contentType: TYPES,
    body: bodyFor(content, components),
  });
}

function bodyFor(
  content: Record<string, { schema: Schema }>,
  components: Record<string, Schema>,
): fc.Arbitrary<OddRequest['body']> {
  const upload = content['multipart/form-data'];
  if (upload) return formOf(upload.schema, components);
  const nearly = nearlyFitting(content['application/json']?.schema, components);
  return fc.oneof(
    { weight: 4, arbitrary: EDITS.map((edits) => ({ edits })) },
    { weight: 3, arbitrary: nearly.map((value) => ({ text: asJson(value) })) },
    { weight: 1, arbitrary: BROKEN.map((text) => ({ text })) },
  );
}

const FILES = fc.oneof(
  fc.constantFrom(
    'name\nRossi\n',
    'name;city\r\n"Rossi";Milano',
    '',
    '\n\n\n',
    '"',
    'a,a,a\n1,2',
    'PK\u0003\u0004',
    '\u0000',
  ),
  fc.string({ unit: 'binary', maxLength: 200 }),
  oddText.map((cell) => `name,amount\n${cell},${cell}\n`),
);

function formOf(schema: Schema, components: Record<string, Schema>): fc.Arbitrary<OddRequest['body']> {
  const { properties = {} } = components[schema.$ref?.split('/').at(-1) ?? ''] ?? schema;
  const fields = Object.entries(properties).map(([name, inner]) =>
    fc.tuple(
      fc.constant(name),
      name === 'file' ? FILES : fc.oneof(nearlyFitting(inner, components).map(asText), oddText),
    ),
  );
  const type = fc.constantFrom<[string, string]>(['type', 'clients'], ['type', 'opportunities']);
  return fc
    .tuple(
      type,
      FILES,
      fc.array(fc.oneof(...fields, fc.tuple(fc.constant('colour'), oddText)), { maxLength: 4 }),
    )
    .map(([kind, file, more]) => ({ form: [kind, ...more, ['file', file] as [string, string]] }));
}

/** A sound body with the edits made to it, wherever in it they fall. */
export function edited(sound: object, edits: Edit[]): unknown {
  let body: unknown = structuredClone(sound);
  for (const { at, how, odd: given } of edits) {
    // A later edit may fall into it, and other requests share it.
    const odd: unknown = given instanceof RawJson ? given : structuredClone(given);
    const places = placesOf(body);
    const place = places[at % places.length];
    if (!place) body = how === 'wrap' ? [body] : odd;
    else if (how === 'drop') Reflect.deleteProperty(place.holder, place.key);
    else if (how === 'add') place.holder['colour'] = odd;
    else place.holder[place.key] = how === 'wrap' ? [place.holder[place.key]] : odd;
  }
  return body;
}

interface Place {
  holder: Record<string, unknown>;
  key: string;
}

function placesOf(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null || value instanceof RawJson) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesOf(holder[key])]);
}

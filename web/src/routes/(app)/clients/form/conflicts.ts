import { words as clients } from '#lib/clients/words.ts';
import { day } from '#lib/format/format.ts';
import type { FieldInWords } from '#lib/ui/conflict.ts';
import { words } from './words.ts';

const among = (names: Readonly<Record<string, string>>) => (value: unknown) =>
  typeof value === 'string' ? (names[value] ?? value) : words.t.notSaid;

/** How the fields of a client are called where somebody else changed them. */
export function fieldsInWords(): Record<string, FieldInWords> {
  const named = Object.entries(words.t.changed).map(([field, name]): [string, FieldInWords] => [
    field,
    { name },
  ]);
  const { changed } = words.t;
  return {
    ...Object.fromEntries(named),
    kind: { name: changed.kind, show: among(words.t.kind) },
    lifecycle: { name: changed.lifecycle, show: among(clients.t.lifecycle) },
    pointOfSaleType: { name: changed.pointOfSaleType, show: among(clients.t.pointOfSale) },
    admExpiresOn: {
      name: changed.admExpiresOn,
      show: (value) => day(typeof value === 'string' ? value : null),
    },
  };
}

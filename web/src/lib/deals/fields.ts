import { day, money, percent } from '#lib/format/format.ts';
import { type FieldInWords, plainly } from '#lib/ui/conflict.ts';
import { words } from './words.ts';

/** What is known by its id, and shown by its name. */
interface Names {
  stage: (id: string) => string | undefined;
  person: (id: string) => string | undefined;
}

const named =
  (name: (id: string) => string | undefined) =>
  (value: unknown): string =>
    typeof value === 'string' ? (name(value) ?? plainly(null)) : plainly(value);

/** How a conflict speaks of the fields of a deal. */
export function fieldsOfDeal({ stage, person }: Names): Readonly<Record<string, FieldInWords>> {
  const { fields } = words.t;
  return {
    title: { name: fields.title },
    amount: { name: fields.amount, show: (value) => money(value as string | null, 2) },
    stageId: { name: fields.stageId, show: named(stage) },
    ownerId: { name: fields.ownerId, show: named(person) },
    expectedCloseDate: { name: fields.expectedCloseDate, show: (value) => day(value as string | null) },
    probability: { name: fields.probability, show: (value) => percent(value as number | null, 0) },
    source: { name: fields.source },
    lostReason: { name: fields.lostReason },
    wonReason: { name: fields.wonReason },
  };
}

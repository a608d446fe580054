import type { Schemas } from '#lib/api/client.ts';
import { hoursFault, readHours, readPosition } from '#lib/format/written.ts';
import { WEEKDAYS } from '#lib/hours/weekdays.ts';

export type Client = Schemas['ClientResponse'];
export type ClientChanges = Schemas['UpdateClientDto'];
export type CustomField = Schemas['CustomFieldResponse'];

/** What is written as text just as the API has it; empty is null there. */
export const TEXTS = [
  'name',
  'source',
  'vatNumber',
  'taxCode',
  'sdiCode',
  'pecEmail',
  'street',
  'postalCode',
  'city',
  'province',
  'country',
  'phone',
  'email',
  'website',
  'admAuthorizationNumber',
  'admExpiresOn',
  'notes',
] as const;
const CHOICES = ['kind', 'lifecycle', 'pointOfSaleType'] as const;

type Named = (typeof TEXTS)[number] | (typeof CHOICES)[number];
/** What stands in the fields of the form. Custom fields by `custom.<key>`. */
export type Draft = Record<Named | 'tags' | 'position' | 'visitIntervalDays', string> &
  Record<`custom.${string}` | `hours.${string}`, string>;

export function draftOf(client: Client | undefined): Draft {
  const texts = [...TEXTS, ...CHOICES].map((name) => [name, client?.[name] ?? ''] as const);
  const custom = Object.entries(client?.custom ?? {}).map(([key, value]) => [`custom.${key}`, String(value)]);
  const hours = WEEKDAYS.map((day) => [`hours.${day}`, hoursText(client?.openingHours?.[day])]);
  return {
    ...(Object.fromEntries([...texts, ...custom, ...hours]) as Draft),
    kind: client?.kind ?? 'COMPANY',
    lifecycle: client?.lifecycle ?? 'LEAD',
    country: client?.country ?? 'IT',
    tags: client?.tags.join(', ') ?? '',
    position: client?.latitude == null ? '' : `${client.latitude}, ${client.longitude ?? ''}`,
    visitIntervalDays: client?.visitIntervalDays == null ? '' : String(client.visitIntervalDays),
  };
}

const hoursText = (spans: readonly (readonly string[])[] | undefined): string =>
  spans?.map((span) => span.join('-')).join(', ') ?? '';

/** Days that are left out are closing days; a week without any hours is not known. */
function weekOf(draft: Draft): Record<string, [string, string][]> | null {
  const days = WEEKDAYS.map((day) => [day, readHours(draft[`hours.${day}`] ?? '') ?? []] as const);
  const open = days.filter(([, spans]) => spans.length > 0);
  return open.length === 0 ? null : Object.fromEntries(open);
}

export const areHoursRead = (draft: Draft): boolean =>
  WEEKDAYS.every((day) => hoursFault(draft[`hours.${day}`] ?? '') === undefined);

/** Whether anything that is written in the form is not as it began. */
export function isDraftChanged(draft: Draft, before: Draft): boolean {
  return (Object.keys(draft) as (keyof Draft)[]).some((name) => differs(name, draft, before));
}

/** What differs from how the form began, as the API takes it: nobody else's edit of another field is undone. */
export function changesOf(draft: Draft, before: Draft, fields: readonly CustomField[]): ClientChanges {
  const isChanged = (name: keyof Draft) => differs(name, draft, before);
  const changes: Record<string, unknown> = {};
  for (const name of [...TEXTS, ...CHOICES]) if (isChanged(name)) changes[name] = draft[name].trim() || null;
  if (isChanged('tags')) changes['tags'] = tagsOf(draft.tags);
  if (isChanged('visitIntervalDays'))
    changes['visitIntervalDays'] = draft.visitIntervalDays === '' ? null : Number(draft.visitIntervalDays);
  if (isChanged('position'))
    Object.assign(changes, readPosition(draft.position) ?? { latitude: null, longitude: null });
  if (WEEKDAYS.some((day) => isChanged(`hours.${day}`))) changes['openingHours'] = weekOf(draft);
  const custom = fields.filter(({ key }) => isChanged(`custom.${key}`));
  if (custom.length > 0)
    changes['custom'] = Object.fromEntries(
      custom.map(({ key, type }) => [key, customValue(draft[`custom.${key}`] ?? '', type)]),
    );
  return changes;
}

const differs = (name: keyof Draft, draft: Draft, before: Draft): boolean =>
  (draft[name] ?? '').trim() !== (before[name] ?? '').trim();

function tagsOf(text: string): string[] {
  return [...new Set(text.split(',').map((tag) => tag.trim()))].filter((tag) => tag !== '');
}

function customValue(text: string, type: CustomField['type']): string | number | boolean | null {
  if (text.trim() === '') return null;
  if (type === 'NUMBER') return Number(text);
  return type === 'FLAG' ? text === 'true' : text.trim();
}

/** What was written here and nobody else wrote meanwhile. @param theirs the API's names of the fields that somebody else changed */
export function untouchedBy(theirs: readonly string[], draft: Draft, before: Draft): Record<string, string> {
  const mine = Object.entries(draft).filter(
    ([name, value]) =>
      value !== before[name as keyof Draft] &&
      !theirs.includes(name) &&
      !(name === 'position' && theirs.some((field) => field.endsWith('itude'))) &&
      !(name.startsWith('hours.') && theirs.includes('openingHours')),
  );
  return Object.fromEntries(mine);
}

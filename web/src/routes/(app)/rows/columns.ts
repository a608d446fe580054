import { day, dateTime, money, NONE, number, percent } from '#lib/format/format.ts';
import { words } from './words.ts';

/** A row of a list as JSON; which members it has depends on the list and on what the reader may see. */
export type Row = Readonly<Record<string, unknown>> & { id: string };

export interface Column {
  key: keyof typeof words.t.columns;
  show: (value: unknown) => string;
  /** The page of what this cell names. */
  href?: (row: Row) => string | undefined;
  isFigure?: boolean;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '–');
const asMoney = (value: unknown): string => money(typeof value === 'string' ? value : null);
const asPercent = (value: unknown): string => percent(typeof value === 'number' ? value : null, 0);
const asNumber = (value: unknown): string => number(typeof value === 'number' ? value : null);
const asDay = (value: unknown): string => day(typeof value === 'string' ? value : null);
const asMoment = (value: unknown): string => dateTime(typeof value === 'string' ? value : null);
const asValue = (value: unknown): string => {
  const known: Readonly<Record<string, string>> = words.t.values;
  return known[text(value)] ?? text(value);
};

const pageOf =
  (folder: 'clients' | 'deals', key: string) =>
  (row: Row): string | undefined => {
    const id = row[key];
    return typeof id === 'string' ? `/${folder}/${id}` : undefined;
  };
/** The row names its client by id alone. */
const itsClient: Column = {
  key: 'clientId',
  show: (value) => (typeof value === 'string' ? words.t.open : NONE),
  href: pageOf('clients', 'clientId'),
};

/** The lists that figures lead to, by the first step of their path. */
const LISTS = {
  opportunities: [
    { key: 'title', show: text, href: pageOf('deals', 'id') },
    itsClient,
    { key: 'status', show: asValue },
    { key: 'amount', show: asMoney, isFigure: true },
    { key: 'probability', show: asPercent, isFigure: true },
    { key: 'expectedCloseDate', show: asDay },
    { key: 'closedAt', show: asDay },
    { key: 'createdAt', show: asDay },
  ],
  clients: [
    { key: 'name', show: text, href: pageOf('clients', 'id') },
    { key: 'city', show: text },
    { key: 'province', show: text },
    { key: 'lifecycle', show: asValue },
    { key: 'source', show: text },
    { key: 'createdAt', show: asDay },
  ],
  visits: [
    { key: 'scheduledAt', show: asMoment },
    itsClient,
    { key: 'status', show: asValue },
    { key: 'purpose', show: text },
    { key: 'outcome', show: asValue },
    { key: 'orderAmount', show: asMoney, isFigure: true },
    { key: 'durationMinutes', show: asNumber, isFigure: true },
  ],
  activities: [
    { key: 'dueAt', show: asMoment },
    { key: 'subject', show: text },
    itsClient,
    { key: 'type', show: asValue },
  ],
} satisfies Readonly<Record<string, readonly Column[]>>;

export type ListName = keyof typeof LISTS;

/** Undefined for a list that no figure leads to: what stands in the address may be anything. */
export function listNamed(path: string): ListName | undefined {
  const [, resource = ''] = /^\/(\w+)\?/.exec(`${path}${path.includes('?') ? '' : '?'}`) ?? [];
  return Object.hasOwn(LISTS, resource) ? (resource as ListName) : undefined;
}

export function columnsOf(name: ListName): readonly Column[] {
  return LISTS[name];
}

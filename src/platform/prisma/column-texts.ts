import pg from 'pg';

/** The texts of a row's columns, as PostgreSQL sends them. */
export type ColumnTexts = readonly (string | null)[];

/** What the text of a column says, and so how JSON has it. */
export type ColumnKind = keyof typeof WRITERS;

const instantOf = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ) as (text: string) => Date;
/** The type `text[]`, which the driver has no name for. */
const TEXTS: number = 1009;
const textsOf = pg.types.getTypeParser(TEXTS) as (text: string) => (string | null)[];

const WRITERS = {
  /** Never holds what JSON would escape: a UUID, an enumeration, a date. */
  plain: (text: string) => `"${text}"`,
  text: (text: string) => JSON.stringify(text),
  /** Is JSON already: a number, a jsonb. */
  json: (text: string) => text,
  instant: (text: string) => `"${isoOf(text)}"`,
  texts: (text: string) => (text === '{}' ? '[]' : JSON.stringify(textsOf(text))),
} as const;

/** `2026-11-28 13:20:29.09+00` */
const IN_UTC = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,3})?\+00$/;

/** An instant in milliseconds, as `toISOString` has it. */
export function isoOf(text: string): string {
  if (!IN_UTC.test(text)) return instantOf(text).toISOString();
  return `${text.slice(0, 10)}T${text.slice(11, 19)}${text.slice(19, -3).padEnd(4, text.length === 22 ? '.000' : '0')}Z`;
}

interface Member {
  readonly key: string;
  readonly none: string;
  readonly write: (text: string) => string;
}

/**
 * Writes rows as JSON without an object for each. To have PostgreSQL write it costs that process three times as much as to
 * send the columns.
 */
export class RowWriter {
  private readonly members: readonly Member[];

  /** @param columns by the names that they have in the JSON, in the order of the row's */
  constructor(columns: Readonly<Record<string, ColumnKind>>) {
    this.members = Object.entries(columns).map(([name, kind], index) => {
      const key = `${index === 0 ? '' : ','}${JSON.stringify(name)}:`;
      return { key, none: `${key}null`, write: WRITERS[kind] };
    });
  }

  /** The members of the object, without its braces. */
  membersOf(texts: ColumnTexts): string {
    let members = '';
    for (let index = 0; index < this.members.length; index += 1) {
      const { key, none, write } = this.members[index] as Member;
      const text = texts[index] ?? null;
      members += text === null ? none : key + write(text);
    }
    return members;
  }
}

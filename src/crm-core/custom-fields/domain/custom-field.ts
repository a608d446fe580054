/** A business date, `YYYY-MM-DD`. */
type Day = string;

/** What an admin decided about a field, as the rules for its values need it. */
export interface CustomFieldRule {
  key: string;
  type: 'TEXT' | 'NUMBER' | 'DATE' | 'CHOICE' | 'FLAG';
  required: boolean;
  archived: boolean;
  choices: readonly string[];
  /** Characters. */
  minLength: number | null;
  maxLength: number | null;
  minimum: number | null;
  maximum: number | null;
  earliest: Day | null;
  latest: Day | null;
}

export type CustomValue = string | number | boolean;

/** `{ key: value }`; a field without a value is not there. */
export type CustomValues = Record<string, CustomValue>;

/** Safe in an address, in a column's title and as a member of an object. */
export const CUSTOM_KEY = /^[a-z][A-Za-z0-9]{0,39}$/;

/** Names that every object has. */
export const RESERVED_KEYS: readonly string[] = Object.getOwnPropertyNames(Object.prototype);

export const MOST_TEXT = 2000;

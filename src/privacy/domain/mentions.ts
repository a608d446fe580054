import { ERASED } from './scrub-facts.js';

export interface Named {
  fullName: string;
  email: string | null;
  /** E.164. */
  phone: string | null;
}

/** A name of one or two letters would be found everywhere. */
const SHORTEST_NAME = 3;

/**
 * Finds where a text speaks of somebody: the full name in either order, the e-mail, the telephone number however it is
 * spaced. A nickname or half a name can't be recognised by a machine.
 */
export function mentionPattern({ fullName, email, phone }: Named): RegExp | undefined {
  const words = fullName.trim().split(/\s+/);
  const names = [words, [...words].reverse()].map((order) => order.map(literal).join(String.raw`\s+`));
  const patterns = [
    ...(fullName.trim().length >= SHORTEST_NAME ? names.map(wholeWord) : []),
    ...(email ? [wholeAddress(literal(email))] : []),
    ...(phone ? [telephone(phone)] : []),
  ];
  return patterns.length > 0 ? new RegExp(patterns.join('|'), 'giu') : undefined;
}

/** The same value without the mentions in its texts. */
export function withoutMentions(value: unknown, pattern: RegExp): unknown {
  if (typeof value === 'string') return value.replace(pattern, ERASED);
  if (Array.isArray(value)) return value.map((item) => withoutMentions(item, pattern));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withoutMentions(inner, pattern)]),
  );
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

function wholeWord(pattern: string): string {
  return String.raw`(?<![\p{L}\p{N}])${pattern}(?![\p{L}\p{N}])`;
}

function wholeAddress(pattern: string): string {
  return String.raw`(?<![\p{L}\p{N}._+-])${pattern}(?![\p{L}\p{N}-]|\.[\p{L}\p{N}])`;
}

/** With or without the prefix of Italy, digits in any grouping. */
function telephone(phone: string): string {
  const digits = phone.replace(/^\+39/, '').replaceAll(/\D/g, '');
  return String.raw`(?<!\d)(?:(?:\+|00)39[\s.\/-]*)?${[...digits].join(String.raw`[\s.\/-]*`)}(?!\d)`;
}

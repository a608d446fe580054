import { isEmail } from 'class-validator';
import { readPhone } from '../../clients/italian/phone.js';
import type { Draft } from './draft.js';

const BETWEEN_PHONES = /\s*(?:[;,|\n]|\s[-–oe]\s|\s\/\s)\s*/i;
/** Without spaces a stroke may as well part a prefix from its number: `02/1234567`. */
const ANY_STROKE = /[;,|\n/]|\s[-–oe]\s/i;
const BEFORE_A_PHONE = /^(?:(?:tel(?:efono)?|cell(?:ulare)?|uff(?:icio)?|mob(?:ile)?|casa|fax)\b[.: ]*)+/i;

export function mendContacts(draft: Draft, country: string): void {
  const second = draft.text('secondPhone');
  draft.set('secondPhone', undefined);
  mendPhone(draft, country, draft.text('phone') ?? second);
  for (const field of ['email', 'pecEmail']) mendEmail(draft, field);
}

function mendPhone(draft: Draft, country: string, given: string | undefined): void {
  if (given === undefined) return;
  const text = given.replace(BEFORE_A_PHONE, '').trim();
  draft.set('phone', text === '' ? undefined : text);
  if (/^0+$/.test(text)) return draft.set('phone', undefined);
  // The rule of the API reads what is well formed: of most rows nothing is asked here.
  if (/^[+\d][\d ]*$/.test(text) && !(country === 'IT' && /^[1-9]\d{5,9}$/.test(text))) return;
  if (readPhone(text, country) !== undefined) return;
  const [first, ...others] = phonesIn(text, country);
  if (first !== undefined) {
    const left = others.join(', ');
    draft.mend(
      'phone',
      first,
      'FIRST_PHONE_TAKEN',
      left ? `A client has one telephone: ${first} is kept, ${left} is left out.` : `Read as ${first}.`,
      left
        ? `Il cliente ha un solo telefono: resta ${first}, viene tralasciato ${left}.`
        : `Letto come ${first}.`,
    );
  } else if (country === 'IT' && /^\d+$/.test(text) && readPhone(`0${text}`, 'IT') !== undefined) {
    draft.mend(
      'phone',
      `0${text}`,
      'LEADING_ZEROS_RESTORED',
      `${text} had lost the 0 at its beginning: read as 0${text}.`,
      `${text} aveva perso lo 0 iniziale: letto come 0${text}.`,
    );
  }
}

function phonesIn(text: string, country: string): string[] {
  for (const parted of [BETWEEN_PHONES, ANY_STROKE]) {
    const parts = text.split(parted).map((part) => part.replace(BEFORE_A_PHONE, '').trim());
    if (parts.length < 2) continue;
    const phones = parts.filter((part) => readPhone(part, country) !== undefined);
    if (phones.length > 0) return phones;
  }
  return [];
}

function mendEmail(draft: Draft, field: string): void {
  const given = draft.text(field);
  if (given === undefined || !/[\s;,<>]|^mailto:/i.test(given)) return;
  const addresses = given
    .replace(/mailto:/gi, '')
    .split(/[\s;,<>]+/)
    .filter((word) => isEmail(word));
  const [first, ...others] = addresses;
  if (first === undefined) return;
  if (others.length === 0) return draft.set(field, first);
  draft.mend(
    field,
    first,
    'FIRST_EMAIL_TAKEN',
    `There is room for one address: ${first} is kept, ${others.join(', ')} is left out.`,
    `C’è posto per un solo indirizzo: resta ${first}, viene tralasciato ${others.join(', ')}.`,
  );
}

/** What a rule of the API says of the value of one field, in both languages. */
type Words = readonly [it: string, en: string];
/** Some rules have a limit, a number or a day, which their words name where the answer does. */
type Rule = Words | ((limit: string | undefined, detail: string) => Words);

const NO_TEXT: Words = ['Non è un testo.', 'It is no text.'];
const NO_NUMBER: Words = ['Serve un numero.', 'It must be a number.'];
const NO_CHOICE: Words = ['Non è uno dei valori ammessi.', 'It is none of the possible values.'];
const NO_FLAG: Words = ['Scegli sì o no.', 'Choose yes or no.'];
const NO_DAY: Words = ['Non è una data del calendario.', 'It is no day of the calendar.'];
const UNREADABLE: Words = ['Valore non leggibile.', 'It can’t be read.'];
const MISSING: Words = ['Questo dato serve.', 'This is needed.'];
const WRONG_SIGNS: Words = [
  'Contiene un carattere che non si può salvare.',
  'It has a character that can’t be kept.',
];

const least: Rule = (n) =>
  n === undefined
    ? ['Il numero è troppo piccolo.', 'The number is too small.']
    : [`Almeno ${n}.`, `At least ${n}.`];
const most: Rule = (n) =>
  n === undefined
    ? ['Il numero è troppo grande.', 'The number is too large.']
    : [`Al massimo ${n}.`, `At most ${n}.`];
const shortest: Rule = (n) => {
  if (n === undefined) return ['Il testo è troppo corto.', 'The text is too short.'];
  return n === '1' ? MISSING : [`Almeno ${n} caratteri.`, `At least ${n} characters.`];
};
const longest: Rule = (n) =>
  n === undefined
    ? ['Il testo è troppo lungo.', 'The text is too long.']
    : [`Al massimo ${n} caratteri.`, `At most ${n} characters.`];
const fewest: Rule = (n) => {
  if (n === undefined) return ['Le voci sono troppo poche.', 'There are too few entries.'];
  return n === '1'
    ? ['Serve almeno una voce.', 'At least one entry is needed.']
    : [`Almeno ${n} voci.`, `At least ${n} entries.`];
};
const mostEntries: Rule = (n) =>
  n === undefined
    ? ['Le voci sono troppe.', 'There are too many entries.']
    : [`Al massimo ${n} voci.`, `At most ${n} entries.`];

/** By the code that the API gives with a field. */
export const RULES: Readonly<Record<string, Rule>> = {
  REQUIRED: MISSING,
  IS_DEFINED: MISSING,
  UNKNOWN_FIELD: ['Questo campo non esiste.', 'There is no such field.'],
  TOO_DEEP: UNREADABLE,
  NUL_CHARACTER: WRONG_SIGNS,
  NOT_UNICODE: WRONG_SIGNS,
  NESTED_VALIDATION: UNREADABLE,
  UNKNOWN_VALUE: UNREADABLE,
  // Texts
  IS_STRING: NO_TEXT,
  MIN_LENGTH: shortest,
  MAX_LENGTH: longest,
  MATCHES: (_, detail) =>
    detail.includes(' an amount ')
      ? [
          'Serve un importo in euro, senza segno e con al massimo due decimali.',
          'It must be an amount in euro, without sign and with at most two decimals.',
        ]
      : ['Non è scritto nel modo giusto.', 'It is not written in the right way.'],
  IS_ONE_LINE: [
    'Deve stare su una riga, senza caratteri di controllo.',
    'It must be one line without control characters.',
  ],
  IS_EMAIL: ['Non è un indirizzo e-mail.', 'It is no e-mail address.'],
  IS_URL: [
    'Non è un indirizzo web: per esempio https://www.esempio.it.',
    'It is no web address such as https://www.example.com.',
  ],
  IS_UUID: ['Identificativo non valido.', 'It is no valid identifier.'],
  IS_ISO31661ALPHA2: [
    'Paese sconosciuto: scrivi la sigla di due lettere, per esempio IT.',
    'No such country: write its two letters, such as IT.',
  ],
  // Numbers
  IS_INT: ['Serve un numero intero.', 'It must be a whole number.'],
  IS_NUMBER: NO_NUMBER,
  MIN: least,
  MAX: most,
  IS_LATITUDE: ['La latitudine va da −90 a 90.', 'A latitude lies between −90 and 90.'],
  IS_LONGITUDE: ['La longitudine va da −180 a 180.', 'A longitude lies between −180 and 180.'],
  // Days and moments
  IS_BUSINESS_DATE: NO_DAY,
  IS_ISO8601: ['Non è una data con la sua ora.', 'It is no date with its time.'],
  // Choices and lists
  IS_BOOLEAN: NO_FLAG,
  IS_ENUM: NO_CHOICE,
  IS_IN: NO_CHOICE,
  IS_NOT_IN: ['Questo valore non è ammesso.', 'This value is not possible.'],
  IS_ARRAY: ['Serve un elenco.', 'It must be a list.'],
  ARRAY_MIN_SIZE: fewest,
  ARRAY_MAX_SIZE: mostEntries,
  ARRAY_UNIQUE: ['Una voce è ripetuta.', 'An entry is there twice.'],
  IS_OBJECT: UNREADABLE,
  // Of one kind of record
  IS_OPENING_HOURS: [
    'Gli orari di un giorno vanno in ordine, senza sovrapporsi: per esempio 09:00-12:30, 15:30-19:30.',
    'The hours of a day come in order and do not overlap: such as 09:00-12:30, 15:30-19:30.',
  ],
  IS_OPENING_EXCEPTIONS: [
    'Chiusure e aperture straordinarie non leggibili.',
    'The special opening days can’t be read.',
  ],
  IS_CUSTOM_FILTER: ['Questo filtro non è leggibile.', 'This filter can’t be read.'],
  IS_VERSIONS: UNREADABLE,
  IS_TEXT_RECORD: UNREADABLE,
  IS_TAKE: [
    'Scegli da quale dei due clienti si prende ogni dato.',
    'Choose from which of the two each is taken.',
  ],
  // Of a field that an admin added
  NOT_TEXT: NO_TEXT,
  TOO_SHORT: shortest,
  TOO_LONG: longest,
  NOT_A_NUMBER: NO_NUMBER,
  TOO_SMALL: least,
  TOO_LARGE: most,
  NOT_A_DATE: NO_DAY,
  TOO_EARLY: (day) =>
    day === undefined
      ? ['La data è troppo lontana nel passato.', 'The day is too early.']
      : [`Dal ${inDigits(day)} in poi.`, `${inDigits(day)} or later.`],
  TOO_LATE: (day) =>
    day === undefined
      ? ['La data è troppo lontana nel futuro.', 'The day is too late.']
      : [`Non oltre il ${inDigits(day)}.`, `${inDigits(day)} or earlier.`],
  NOT_A_CHOICE: NO_CHOICE,
  NOT_A_FLAG: NO_FLAG,
  FIELD_ARCHIVED: [
    'Questo campo è archiviato e non accetta nuovi valori.',
    'This field is archived and takes no new values.',
  ],
};

const inDigits = (day: string): string => day.split('-').reverse().join('/');

/** A day or a number that stands alone: a field's name may have digits too. */
const LIMITS = /(?<=\s)(\d{4}-\d\d-\d\d|-?\d+(?:\.\d+)?)(?=\s|$)/g;

/**
 * What a rule says in one language.
 * @param detail the API's own, which names the limit
 * @returns undefined for what is no rule of a value
 */
export function ruleInWords(code: string, detail: string, language: 'it' | 'en'): string | undefined {
  const rule = Object.hasOwn(RULES, code) ? RULES[code] : undefined;
  if (rule === undefined) return undefined;
  const [it, en] = typeof rule === 'function' ? rule(detail.match(LIMITS)?.at(-1), detail) : rule;
  const isOfEach = detail.startsWith('each value in ');
  if (language === 'it') return isOfEach ? `Una delle voci: ${begunSmall(it)}` : it;
  return isOfEach ? `One of the entries: ${begunSmall(en)}` : en;
}

export const begunSmall = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

import { language } from '#lib/i18n/language.svelte.ts';

const ROME = 'Europe/Rome';
/** What stands where there is no figure; never a zero. */
export const NONE = '–';

const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function remember<F extends Intl.NumberFormat | Intl.DateTimeFormat>(options: object, make: () => F): F {
  const key = language.locale + JSON.stringify(options);
  const known = kept.get(key) as F | undefined;
  if (known) return known;
  const made = make();
  kept.set(key, made);
  return made;
}

function numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  // Italians group four digits too in tables of figures; CLDR would not.
  const grouped: Intl.NumberFormatOptions = { useGrouping: 'always', ...options };
  return remember(grouped, () => new Intl.NumberFormat(language.locale, grouped));
}

function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const there: Intl.DateTimeFormatOptions = { timeZone: ROME, ...options };
  return remember(there, () => new Intl.DateTimeFormat(language.locale, there));
}

type Maybe<T> = T | null | undefined;

export function number(value: Maybe<number>, digits = 0): string {
  return value == null ? NONE : numbers({ maximumFractionDigits: digits }).format(value);
}

/** A decimal string in EUR, as the API writes money; whole euro unless cents are asked for. */
export function money(value: Maybe<string>, digits = 0): string {
  if (value == null) return NONE;
  const euro = {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  } as const;
  return numbers(euro).format(Number(value));
}

/** For axes: `10.000 €`, `1,2 Mln €`; the K of English is nothing that Italians write. */
export function shortMoney(value: number): string {
  if (language.now === 'it' && Math.abs(value) < 1_000_000) return money(String(value));
  return numbers({
    notation: 'compact',
    style: 'currency',
    currency: 'EUR',
    maximumFractionDigits: 1,
  }).format(value);
}

/** Percent as the API writes it: 12.5 is 12,5 %. */
export function percent(value: Maybe<number>, digits = 1): string {
  return value == null
    ? NONE
    : numbers({ style: 'percent', maximumFractionDigits: digits }).format(value / 100);
}

export function change(value: Maybe<number>): string {
  const signed = { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' } as const;
  return value == null ? NONE : numbers(signed).format(value / 100);
}

/** Of a percentage, in percentage points: `+16,8 pp`. */
export function changePoints(value: Maybe<number>): string {
  return value == null
    ? NONE
    : `${numbers({ maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(value)}\u00a0pp`;
}

/** A business date (`2026-03-29`) or an instant, as a day. */
export function day(value: Maybe<string>): string {
  return value == null
    ? NONE
    : dates({ day: '2-digit', month: '2-digit', year: 'numeric' }).format(moment(value));
}

export function longDay(value: string): string {
  return dates({ weekday: 'long', day: 'numeric', month: 'long' }).format(moment(value));
}

export function shortDay(value: string): string {
  return dates({ day: 'numeric', month: 'short' }).format(moment(value));
}

export function month(value: string): string {
  return dates({ month: 'short', year: '2-digit' }).format(moment(value));
}

export function time(value: Maybe<string>): string {
  return value == null ? NONE : dates({ hour: '2-digit', minute: '2-digit' }).format(new Date(value));
}

export function dateTime(value: Maybe<string>): string {
  return value == null ? NONE : `${day(value)}, ${time(value)}`;
}

const STEPS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** How long ago an instant was, as people say it: `un minuto fa`, `2 ore fa`. */
export function ago(instant: string, now = Date.now()): string {
  const isItalian = language.now === 'it';
  const seconds = (now - new Date(instant).getTime()) / 1000;
  if (seconds < 45) return isItalian ? 'poco fa' : 'a moment ago';
  const [unit, length] = STEPS.find(([, least]) => seconds >= least) ?? STEPS[2];
  const count = Math.round(seconds / length);
  if (count === 1 && unit === 'minute') return isItalian ? 'un minuto fa' : 'a minute ago';
  if (count === 1 && unit === 'hour') return isItalian ? 'un’ora fa' : 'an hour ago';
  return new Intl.RelativeTimeFormat(language.locale, { numeric: 'auto' }).format(-count, unit);
}

/** Seconds as people say them: `35 min`, `4 h 10 min`, `3,2 gg`. */
export function duration(seconds: Maybe<number>): string {
  if (seconds == null) return NONE;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  if (seconds < 86_400) return hours(Math.round(seconds / 60));
  return days(seconds / 86_400);
}

export function days(value: Maybe<number>): string {
  if (value == null) return NONE;
  const shown = number(value, 1);
  const [one, more] = language.now === 'it' ? ['giorno', 'gg'] : ['day', 'd'];
  return `${shown} ${shown === '1' ? one : more}`;
}

function hours(minutes: number): string {
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Noon of a business date is the same day in Rome and wherever the browser is. */
function moment(value: string): Date {
  return new Date(value.length === 10 ? `${value}T12:00:00Z` : value);
}

/** A figure in the unit that the API names beside it. */
export function figure(value: Maybe<string | number>, unit: string): string {
  if (value == null) return NONE;
  switch (unit) {
    case 'EUR':
      return money(String(value));
    case 'EUR/day':
      return `${money(String(value))}/${language.now === 'it' ? 'g' : 'd'}`;
    case 'percent':
      return percent(Number(value));
    case 'days':
      return days(Number(value));
    case 'seconds':
      return duration(Number(value));
    case 'km':
      return `${number(Number(value), 1)} km`;
    default:
      return number(Number(value), 1);
  }
}

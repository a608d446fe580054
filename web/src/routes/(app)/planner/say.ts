import { number, day as date, time } from '#lib/format/format.ts';
import { language } from '#lib/i18n/language.svelte.ts';
import { daysUntil } from './days.ts';
import type { DueClient, Entry } from './model.ts';
import { words } from './words.ts';

/** Two letters of the weekday: what tells the days apart beside their colours. */
export function weekdaySign(day: string): string {
  return weekday(day, 'short').slice(0, 2);
}

export function weekday(day: string, length: 'short' | 'long'): string {
  return new Intl.DateTimeFormat(language.locale, { weekday: length, timeZone: 'UTC' }).format(new Date(day));
}

export const km = (metres: number): string => number(metres / 1000, 1);

/** `+3,2`: with its sign, for what is added or saved. */
export function signed(value: number, digits = 0): string {
  const shown = number(Math.abs(value), digits);
  return shown === '0' ? '0' : `${value < 0 ? '−' : '+'}${shown}`;
}

const inDays = (days: number): string =>
  language.now === 'it'
    ? `${days} ${days === 1 ? 'giorno' : 'giorni'}`
    : `${days} ${days === 1 ? 'day' : 'days'}`;

/** Why a client is due: since when, and how often it is to be visited. */
export function whyDue({ nextDueOn, lastVisitAt, intervalDays }: DueClient, today: string): string {
  const left = daysUntil(today, nextDueOn);
  const when =
    left < 0 ? words.t.late(inDays(-left)) : left === 0 ? words.t.dueToday : words.t.dueIn(inDays(left));
  const last = lastVisitAt === null ? words.t.never : words.t.last(date(lastVisitAt));
  return [when, words.t.every(number(intervalDays)), last].join(' · ');
}

/** When a visit's client is open that day; undefined where nobody knows. */
export function openingOf({ visit }: Entry): { text: string; isClosed: boolean } | undefined {
  if (!visit || visit.open === null) return undefined;
  if (visit.open.length === 0) return { text: words.t.closed, isClosed: true };
  const hours = visit.open.map(({ from, to }) => `${from}–${to}`).join(', ');
  const [starts, ends] = [time(visit.scheduledAt), time(visit.endsAt)];
  const fits = visit.open.some(({ from, to }) => from <= starts && ends <= to);
  return { text: words.t.open(hours), isClosed: !fits };
}

/** A holiday by its name, which stands after the colon of the API's message. */
export function holidayName(message: string): string | undefined {
  return /: (.+)\.$/.exec(message)?.[1];
}

import type { SummaryLanguage } from '../../platform/prisma/generated/enums.js';
import type { BusinessDate } from '../../platform/time/rome.js';

/** A headline figure as a letter tells it. */
export interface ToldKpi {
  unit: 'count' | 'EUR' | 'percent' | 'days' | 'seconds' | 'EUR/day';
  value: number | string | null;
}

const LOCALES = { it: 'it-IT', en: 'en-GB' } as const satisfies Record<SummaryLanguage, string>;
const DAYS = { it: 'giorni', en: 'days' } as const satisfies Record<SummaryLanguage, string>;
const A_DAY = { it: 'al giorno', en: 'a day' } as const satisfies Record<SummaryLanguage, string>;
const HOURS = { it: 'ore', en: 'hours' } as const satisfies Record<SummaryLanguage, string>;
/** There is no such figure: nothing to divide by, or nothing to compare with. It is not zero. */
const NONE = '–';
const [TWO, NO_BREAK] = [2, '\u00a0'];

/** A figure in words: `1.234,56 €`, `63,15 %`, `47,99 giorni`; `–` for none. */
export function told({ unit, value }: ToldKpi, language: SummaryLanguage): string {
  if (value === null) return NONE;
  switch (unit) {
    case 'count':
      return number(value, language, 0);
    case 'EUR':
      return money(value, language);
    case 'EUR/day':
      return `${money(value, language)} ${A_DAY[language]}`;
    case 'percent':
      return percent(number(value, language, TWO), language);
    case 'days':
      return `${number(value, language, TWO)}${NO_BREAK}${DAYS[language]}`;
    case 'seconds':
      return `${number(Number(value) / 3600, language, TWO)}${NO_BREAK}${HOURS[language]}`;
  }
}

/** How a figure moved. */
export interface ToldChange {
  /** In percent of the earlier value. */
  change?: number | null | undefined;
  /** Of a percentage, in percentage points: this is what is told of one. */
  changePoints?: number | null | undefined;
}

/** A change with its sign: `+12,50 %`, of a percentage `+19,29 pp`. */
export function toldChange({ change, changePoints }: ToldChange, language: SummaryLanguage): string {
  const moved = changePoints === undefined ? change : changePoints;
  if (moved === null || moved === undefined) return NONE;
  const text = `${moved > 0 ? '+' : ''}${number(moved, language, TWO)}`;
  return changePoints === undefined ? percent(text, language) : `${text}${NO_BREAK}pp`;
}

/** `novembre 2026`, `November 2026`. */
export function toldMonth(date: BusinessDate, language: SummaryLanguage): string {
  const options = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(LOCALES[language], options).format(new Date(date));
}

/** `23/11/2026`, in both languages. */
export function toldDate(date: BusinessDate): string {
  return date.split('-').reverse().join('/');
}

function money(value: number | string, language: SummaryLanguage): string {
  const amount = number(value, language, TWO);
  return language === 'it' ? `${amount}${NO_BREAK}€` : `€${amount}`.replace('€-', '-€');
}

function percent(text: string, language: SummaryLanguage): string {
  return language === 'it' ? `${text}${NO_BREAK}%` : `${text}%`;
}

/** Amounts come as decimal strings and are written digit by digit, never through a float. */
function number(value: number | string, language: SummaryLanguage, decimals: number): string {
  // Italian leaves four digits without their point unless it is asked for.
  const options = {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: 'always',
  } as const;
  return new Intl.NumberFormat(LOCALES[language], options).format(value as Intl.StringNumericLiteral);
}

import { DateTime } from 'luxon';
import { escaped, type Mail } from '../../platform/mail/index.js';
import type { SummaryLanguage } from '../../platform/prisma/generated/enums.js';
import { addDays, BUSINESS_ZONE, type BusinessDate } from '../../platform/time/rome.js';
import { told, type ToldChange, toldChange, toldDate, type ToldKpi } from './figure-words.js';

/** One line of the letter. */
export interface SummaryLine extends ToldKpi, ToldChange {
  name: string;
  /** Of the week before; left out: the figure is of now, or of the month. */
  previous?: ToldKpi['value'] | undefined;
  /** Of the deals that a close rate is of, how many may yet be won. */
  stillOpen?: number | undefined;
}

/** What a weekly letter tells. */
export interface Summary {
  fullName: string;
  language: SummaryLanguage;
  /** First day, and the day after the last one. */
  from: BusinessDate;
  to: BusinessDate;
  lines: readonly SummaryLine[];
  /** Of which moment the figures are; null: they have never been computed. */
  computedAt: Date | null;
  /** The dashboard whose figures these are. */
  dashboard: string | undefined;
  /** A page of the frontend; the secret stands in the fragment. */
  unsubscribeLink: string;
}

const WORDS = {
  it: {
    subject: (week: string) => `Riepilogo settimanale: ${week}`,
    hello: (name: string) => `Buongiorno ${name},`,
    intro: (week: string) =>
      `ecco le tue cifre della settimana ${week}, confrontate con la settimana precedente.`,
    dashboard: (name: string) => `Cruscotto: ${name}`,
    week: (from: string, last: string) => `dal ${from} al ${last}`,
    columns: ['', 'Settimana', 'Precedente', 'Variazione'],
    before: 'prima',
    now: 'Adesso:',
    stillOpen: (count: number) => (count === 1 ? '1 ancora aperta' : `${count} ancora aperte`),
    computed: (at: string) => `Dati aggiornati al ${at}.`,
    never: 'I dati non sono ancora stati calcolati.',
    unsubscribe: 'Per non ricevere più questo riepilogo:',
    moment: "dd/MM/yyyy, 'ore' HH:mm",
  },
  en: {
    subject: (week: string) => `Weekly summary: ${week}`,
    hello: (name: string) => `Hello ${name},`,
    intro: (week: string) => `here are your figures of the week ${week}, beside those of the week before.`,
    dashboard: (name: string) => `Dashboard: ${name}`,
    week: (from: string, last: string) => `from ${from} to ${last}`,
    columns: ['', 'Week', 'Before', 'Change'],
    before: 'before',
    now: 'Now:',
    stillOpen: (count: number) => `${count} still open`,
    computed: (at: string) => `Figures as of ${at} (Rome).`,
    never: 'The figures have not been computed yet.',
    unsubscribe: 'To stop receiving this summary:',
    moment: 'dd/MM/yyyy, HH:mm',
  },
} as const;

/** The letter as plain text and as simple HTML, in the language that its reader chose. */
export function summaryLetter(to: string, summary: Summary): Mail {
  const { language, fullName, lines, dashboard, unsubscribeLink } = summary;
  const words = WORDS[language];
  const week = words.week(toldDate(summary.from), toldDate(addDays(summary.to, -1)));
  const before = [
    words.hello(inOneLine(fullName)),
    words.intro(week),
    ...(dashboard ? [words.dashboard(inOneLine(dashboard))] : []),
  ];
  const after = asOf(summary);
  const compared = lines.filter(isCompared);
  const present = lines.filter((line) => !isCompared(line));
  const texts = [compared, present].map((some) => some.map((line) => lineOf(line, language)).join('\n'));
  return {
    to,
    subject: words.subject(week),
    text: [
      ...before,
      ...(compared.length > 0 ? [texts[0]] : []),
      ...(present.length > 0 ? [`${words.now}\n${texts[1]}`] : []),
      after,
      `${words.unsubscribe}\n${unsubscribeLink}`,
    ].join('\n\n'),
    html: [
      ...before.map(paragraph),
      ...(compared.length > 0
        ? [
            table(
              words.columns,
              compared.map((line) => cells(line, language)),
            ),
          ]
        : []),
      ...(present.length > 0
        ? [
            paragraph(words.now),
            table(
              [],
              present.map((line) => cells(line, language).slice(0, 2)),
            ),
          ]
        : []),
      paragraph(after),
      `<p>${escaped(words.unsubscribe)} <a href="${escaped(unsubscribeLink)}">${escaped(unsubscribeLink)}</a></p>`,
    ].join(''),
  };
}

/** What people wrote begins no line of its own. */
function inOneLine(name: string): string {
  return name.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}

/** Of the week, and so beside the week before; the others are of now or of the month. */
function isCompared({ previous }: SummaryLine): boolean {
  return previous !== undefined;
}

/** `Trattative vinte: 2 (prima 1, +100,00 %)`; what there is nothing to say of is left out. */
function lineOf(line: SummaryLine, language: SummaryLanguage): string {
  const [name, value, previous, change] = cells(line, language);
  if (!isCompared(line) || (line.value === null && line.previous === null)) return `${name}: ${value}`;
  const before = `${WORDS[language].before} ${previous}`;
  return `${name}: ${value} (${[before, ...(hasMoved(line) ? [change] : [])].join(', ')})`;
}

function hasMoved({ change, changePoints }: SummaryLine): boolean {
  return (changePoints === undefined ? change : changePoints) != null;
}

type Cells = readonly [name: string, value: string, previous: string, change: string];

function cells(line: SummaryLine, language: SummaryLanguage): Cells {
  const { name, unit, value, previous = null, stillOpen } = line;
  const figure = told({ unit, value }, language);
  return [
    name,
    stillOpen ? `${figure}, ${WORDS[language].stillOpen(stillOpen)}` : figure,
    told({ unit, value: previous }, language),
    toldChange(line, language),
  ];
}

function asOf({ computedAt, language }: Summary): string {
  const words = WORDS[language];
  if (!computedAt) return words.never;
  return words.computed(DateTime.fromJSDate(computedAt, { zone: BUSINESS_ZONE }).toFormat(words.moment));
}

function paragraph(text: string): string {
  return `<p>${escaped(text)}</p>`;
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = columns.map((column) => `<th align="right">${escaped(column)}</th>`).join('');
  const body = rows.map(
    ([name = '', ...figures]) =>
      `<tr><td>${escaped(name)}</td>${figures.map((cell) => `<td align="right">${escaped(cell)}</td>`).join('')}</tr>`,
  );
  return `<table cellpadding="4">${head && `<tr>${head}</tr>`}${body.join('')}</table>`;
}

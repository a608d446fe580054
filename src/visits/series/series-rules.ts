import { DomainError } from '../../platform/errors/index.js';
import type { Prisma, VisitSeries } from '../../platform/prisma/generated/client.js';
import { addDays, type BusinessDate, fromDateColumn, toDateColumn } from '../../platform/time/rome.js';
import { dateOfNth, type Recurrence } from './recurrence.js';
import type { CreateVisitSeriesDto } from './dto/create-visit-series.dto.js';
import type { UpdateVisitSeriesDto } from './dto/update-visit-series.dto.js';

const LATEST_START_DAYS = 366;

/** @throws DomainError SERIES_START_OUT_OF_RANGE, SERIES_END_BEFORE_START, SERIES_TWO_ENDS, SERIES_OTHER_FREQUENCY (400) */
export function newRule(input: CreateVisitSeriesDto, today: BusinessDate): Recurrence {
  const { frequency, from, time, interval = 1, durationMinutes = 30 } = input;
  if (from < today || from > addDays(today, LATEST_START_DAYS))
    throw DomainError.field(
      '/from',
      'SERIES_START_OUT_OF_RANGE',
      'A series starts between today and a year ahead.',
    );
  assertFits(frequency, input);
  const rule = {
    ...{ frequency, interval, from, time, durationMinutes },
    weekdays: frequency === 'WEEKLY' ? (input.weekdays ?? [weekdayOf(from)]).toSorted() : [],
    monthDay: frequency === 'MONTHLY' ? (input.monthDay ?? Number(from.slice(8))) : null,
  };
  return { ...rule, until: lastDay(rule, input) };
}

/** @throws DomainError SERIES_END_BEFORE_START, SERIES_OTHER_FREQUENCY (400) */
export function changedRule(
  { frequency, from }: VisitSeries,
  { until, weekdays, ...rest }: UpdateVisitSeriesDto,
): Prisma.VisitSeriesUncheckedUpdateInput & object {
  assertFits(frequency, { weekdays, monthDay: rest.monthDay });
  if (until) assertOrder(fromDateColumn(from), until);
  return { ...rest, weekdays: weekdays?.toSorted(), until: until && toDateColumn(until) };
}

function lastDay(
  rule: Omit<Recurrence, 'until'>,
  { until, count }: Pick<CreateVisitSeriesDto, 'until' | 'count'>,
): BusinessDate | null {
  if (count === undefined) {
    if (until) assertOrder(rule.from, until);
    return until ?? null;
  }
  if (until) throw DomainError.field('/count', 'SERIES_TWO_ENDS', 'Say until when, or how often: not both.');
  const last = dateOfNth(rule, count);
  if (last === undefined) throw DomainError.field('/count', 'MAX', 'A series ends within ten years.');
  return last;
}

function assertOrder(from: BusinessDate, until: BusinessDate): void {
  if (until < from)
    throw DomainError.field('/until', 'SERIES_END_BEFORE_START', 'A series can’t end before it starts.');
}

function assertFits(
  frequency: Recurrence['frequency'],
  { weekdays, monthDay }: { weekdays?: number[] | undefined; monthDay?: number | undefined },
): void {
  const wrong = frequency === 'WEEKLY' ? monthDay !== undefined && 'monthDay' : weekdays && 'weekdays';
  if (wrong)
    throw DomainError.field(`/${wrong}`, 'SERIES_OTHER_FREQUENCY', `A ${frequency} series has no ${wrong}.`);
}

function weekdayOf(date: BusinessDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

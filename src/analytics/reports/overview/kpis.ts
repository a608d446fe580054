import {
  change,
  fromCents,
  meanDays,
  meanMoney,
  percent,
  roundedQuotient,
  toCents,
} from '../arithmetic/fractions.js';
import type {
  CountKpiResponse,
  DaysKpiResponse,
  MeanMoneyKpiResponse,
  MoneyKpiResponse,
  MoneyRatioKpiResponse,
  RatioKpiResponse,
} from './kpi.response.js';

export function countKpi(key: string, value: bigint, drillDown?: string): CountKpiResponse {
  return { key, unit: 'count', value: Number(value), ...(drillDown !== undefined && { drillDown }) };
}

export function moneyKpi(key: string, value: string): MoneyKpiResponse {
  return { key, unit: 'EUR', value };
}

export function meanMoneyKpi(key: string, amount: string, count: bigint): MeanMoneyKpiResponse {
  return {
    key,
    unit: 'EUR',
    value: meanMoney(toCents(amount), count),
    numerator: amount,
    denominator: Number(count),
  };
}

export function ratioKpi(key: string, numerator: bigint, denominator: bigint): RatioKpiResponse {
  return {
    key,
    unit: 'percent',
    value: percent(numerator, denominator),
    numerator: Number(numerator),
    denominator: Number(denominator),
  };
}

export function moneyRatioKpi(key: string, numerator: string, rest: string): MoneyRatioKpiResponse {
  const [part, whole] = [toCents(numerator), toCents(numerator) + toCents(rest)];
  return { key, unit: 'percent', value: percent(part, whole), numerator, denominator: fromCents(whole) };
}

export function daysKpi(key: string, seconds: bigint, count: bigint): DaysKpiResponse {
  const days = Number(roundedQuotient(seconds, 864n)) / 100;
  return { key, unit: 'days', value: meanDays(seconds, count), numerator: days, denominator: Number(count) };
}

interface Kpi {
  value: number | string | null;
}

/** Each figure beside its previous value. */
export function compareKpis<Kpis extends { [Key in keyof Kpis]: Kpi }>(
  now: Kpis,
  before: { [Key in keyof Kpis]?: Kpi },
): Kpis {
  const compared = Object.entries<Kpi>(now).map(([key, kpi]) => {
    const previous = before[key as keyof Kpis];
    return [
      key,
      previous ? { ...kpi, previous: previous.value, change: change(kpi.value, previous.value) } : kpi,
    ];
  });
  return Object.fromEntries(compared) as Kpis;
}

import {
  change,
  fromCents,
  meanDays,
  meanMoney,
  percent,
  points,
  roundedQuotient,
  toCents,
} from '../arithmetic/fractions.js';
import type { Period } from '../arithmetic/period.js';
import type { DealFigures, OpenFigures } from '../deal-figures.queries.js';
import type { Behind } from '../drill-down.js';
import type { CoverageResponse } from '../forecast/forecast.response.js';
import type {
  AttainmentKpiResponse,
  CloseRateKpiResponse,
  CountKpiResponse,
  CoverageKpiResponse,
  DaysKpiResponse,
  MeanMoneyKpiResponse,
  MedianDaysKpiResponse,
  MoneyKpiResponse,
  MoneyRatioKpiResponse,
  RatioKpiResponse,
  VelocityKpiResponse,
} from './kpi.response.js';

/** @param behind where its rows are */
export function countKpi(key: string, value: bigint, behind: Behind = {}): CountKpiResponse {
  return { key, unit: 'count', value: Number(value), ...behind };
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

/** Won among the deals created in a period. */
export function closeRateKpi(key: string, deals: DealFigures, behind: Behind): CloseRateKpiResponse {
  const rate = ratioKpi(key, deals.createdWon, deals.created);
  return { ...rate, stillOpen: Number(deals.createdOpen), ...behind };
}

export function medianDaysKpi(key: string, seconds: number | null, count: bigint): MedianDaysKpiResponse {
  const value = seconds === null ? null : Math.round(seconds / 864) / 100;
  return { key, unit: 'days', value, denominator: Number(count) };
}

const SECONDS_PER_DAY = 86_400n;

/** Open deals × average won amount × win rate ÷ days of the sales cycle, as one fraction: it is rounded once. */
export function velocityKpi(
  key: string,
  open: OpenFigures,
  year: DealFigures,
  { from, to, days }: Period,
): VelocityKpiResponse {
  const { won, lost, wonAmount, cycleSeconds } = year;
  const cents = open.count * toCents(wonAmount) * won * SECONDS_PER_DAY;
  return {
    key,
    unit: 'EUR/day',
    value: meanMoney(cents, (won + lost) * cycleSeconds),
    openDeals: Number(open.count),
    averageWonAmount: meanMoney(toCents(wonAmount), won),
    winRate: percent(won, won + lost),
    salesCycleDays: meanDays(cycleSeconds, won),
    trailing: { from, to, days },
  };
}

export function coverageKpi(key: string, coverage: CoverageResponse): CoverageKpiResponse {
  const { unit, value, numerator, denominator, drillDown, notListed } = coverage;
  return {
    key,
    unit,
    value,
    numerator,
    denominator,
    ...(drillDown !== undefined && { drillDown, notListed }),
  };
}

export function attainmentKpi(
  key: string,
  { unit, attainment, won, target }: CoverageResponse,
): AttainmentKpiResponse {
  return { key, unit, value: attainment, numerator: won, denominator: target };
}

interface Kpi {
  value: number | string | null;
  unit?: string;
}

/** Each figure beside its previous value. */
export function compareKpis<Kpis extends { [Key in keyof Kpis]: Kpi }>(
  now: Kpis,
  before: { [Key in keyof Kpis]?: Kpi },
): Kpis {
  const compared = Object.entries<Kpi>(now).map(([key, kpi]) => {
    const previous = before[key as keyof Kpis];
    if (!previous) return [key, kpi];
    const compared = { ...kpi, previous: previous.value, change: change(kpi.value, previous.value) };
    if (kpi.unit !== 'percent') return [key, compared];
    return [key, { ...compared, changePoints: points(kpi.value, previous.value) }];
  });
  return Object.fromEntries(compared) as Kpis;
}

import type { KpiDefinition } from './kpi-definition.js';

const AT_CREATION = 'who owned the deal when it was created';
const AT_CLOSING = 'who owned the deal when it was closed';
const NONE_CLOSED = 'no deal was closed in the period';

const deals = (
  key: string,
  name: string,
  what: string,
  dateField: string,
  owner: string,
): KpiDefinition[] => [
  {
    key: `${key}Count`,
    name,
    unit: 'count',
    formula: `number of deals ${what}`,
    dateField,
    owner,
    nullWhen: '',
  },
  {
    key: `${key}Amount`,
    name: `${name}, amount`,
    unit: 'EUR',
    formula: `Σ amount of deals ${what}`,
    dateField,
    owner,
    nullWhen: '',
  },
];

/** Deals created, won and lost. */
export const DEAL_KPIS: readonly KpiDefinition[] = [
  ...deals('created', 'Deals created', 'created in the period', 'createdAt', AT_CREATION),
  ...deals('won', 'Deals won', 'won in the period', 'closedAt', AT_CLOSING),
  ...deals('lost', 'Deals lost', 'lost in the period', 'closedAt', AT_CLOSING),
  {
    key: 'winRate',
    name: 'Win rate by count',
    unit: 'percent',
    formula: 'won ÷ (won + lost), deals closed in the period',
    dateField: 'closedAt',
    owner: AT_CLOSING,
    nullWhen: NONE_CLOSED,
  },
  {
    key: 'winRateByValue',
    name: 'Win rate by value',
    unit: 'percent',
    formula: 'Σ amount won ÷ Σ amount (won + lost), the same deals',
    dateField: 'closedAt',
    owner: AT_CLOSING,
    nullWhen: 'the deals closed in the period are worth nothing',
  },
  {
    key: 'averageWonAmount',
    name: 'Average won amount',
    unit: 'EUR',
    formula: 'Σ amount won ÷ number of deals won',
    dateField: 'closedAt',
    owner: AT_CLOSING,
    nullWhen: 'no deal was won in the period',
  },
  {
    key: 'closeRate',
    name: 'Close rate of a cohort',
    unit: 'percent',
    formula:
      'of the deals created in the period, those that are won now ÷ deals created in the period; `stillOpen` of them may yet be won',
    dateField: 'createdAt',
    owner: AT_CREATION,
    nullWhen: 'no deal was created in the period',
  },
  {
    key: 'salesCycle',
    name: 'Sales cycle, mean',
    unit: 'days',
    formula: 'Σ (closedAt − createdAt) ÷ number of deals won, days of 24 hours',
    dateField: 'closedAt',
    owner: AT_CLOSING,
    nullWhen: 'no deal was won in the period',
  },
  {
    key: 'salesCycleMedian',
    name: 'Sales cycle, median',
    unit: 'days',
    formula:
      'median of closedAt − createdAt over the deals won, days of 24 hours; of an even number the mean of the two in the middle',
    dateField: 'closedAt',
    owner: AT_CLOSING,
    nullWhen: 'no deal was won in the period',
  },
  {
    key: 'salesVelocity',
    name: 'Sales velocity',
    unit: 'EUR/day',
    formula:
      'open deals now × average won amount × win rate by count ÷ mean days of the sales cycle, the last three of the twelve months that end with today',
    dateField: null,
    owner: 'who owns the open deals now; of the closed ones, who owned them then',
    nullWhen: 'nothing was won in those twelve months, or all of it on the instant',
  },
  {
    key: 'lost.share',
    name: 'Lost deals by reason and by stage',
    unit: 'percent',
    formula:
      'lost deals of the reason, or from the stage in which they stood before ÷ lost deals; the same of their amount',
    dateField: 'closedAt',
    owner: AT_CLOSING,
    nullWhen: 'no deal was lost in the period',
  },
];

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
    key: 'salesCycle',
    name: 'Sales cycle, mean',
    unit: 'days',
    formula: 'Σ (closedAt − createdAt) ÷ number of deals won, days of 24 hours',
    dateField: 'closedAt',
    owner: AT_CLOSING,
    nullWhen: 'no deal was won in the period',
  },
];

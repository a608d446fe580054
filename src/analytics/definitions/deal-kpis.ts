import type { KpiDefinition } from './kpi-definition.js';

const AT_CREATION = 'who owned the deal when it was created';
const AT_CLOSING = 'who owned the deal when it was closed';
const NONE_CLOSED = 'no deal was closed in the period';

interface Names {
  count: Pick<KpiDefinition, 'name' | 'nameIt'>;
  amount: Pick<KpiDefinition, 'name' | 'nameIt'>;
}

const deals = (
  key: string,
  names: Names,
  what: string,
  dateField: string,
  owner: string,
): KpiDefinition[] => [
  {
    key: `${key}Count`,
    ...names.count,
    unit: 'count',
    formula: `number of deals ${what}`,
    dateField,
    owner,
    nullWhen: '',
  },
  {
    key: `${key}Amount`,
    ...names.amount,
    unit: 'EUR',
    formula: `Σ amount of deals ${what}`,
    dateField,
    owner,
    nullWhen: '',
  },
];

const CREATED: Names = {
  count: { name: 'Deals created', nameIt: 'Trattative create' },
  amount: { name: 'Amount created', nameIt: 'Valore creato' },
};
const WON: Names = {
  count: { name: 'Deals won', nameIt: 'Trattative vinte' },
  amount: { name: 'Amount won', nameIt: 'Venduto' },
};
const LOST: Names = {
  count: { name: 'Deals lost', nameIt: 'Trattative perse' },
  amount: { name: 'Amount lost', nameIt: 'Valore perso' },
};

/** Deals created, won and lost. */
export const DEAL_KPIS: readonly KpiDefinition[] = [
  ...deals('created', CREATED, 'created in the period', 'createdAt', AT_CREATION),
  ...deals('won', WON, 'won in the period', 'closedAt', AT_CLOSING),
  ...deals('lost', LOST, 'lost in the period', 'closedAt', AT_CLOSING),
  {
    key: 'winRate',
    name: 'Win rate',
    nameIt: 'Tasso di vittoria',
    unit: 'percent',
    formula: 'won ÷ (won + lost), deals closed in the period',
    dateField: 'closedAt',
    owner: AT_CLOSING,
    nullWhen: NONE_CLOSED,
  },
  {
    key: 'winRateByValue',
    name: 'Win rate by value',
    nameIt: 'Tasso di vittoria per valore',
    unit: 'percent',
    formula: 'Σ amount won ÷ Σ amount (won + lost), the same deals',
    dateField: 'closedAt',
    owner: AT_CLOSING,
    nullWhen: 'the deals closed in the period are worth nothing',
  },
  {
    key: 'averageWonAmount',
    name: 'Average won amount',
    nameIt: 'Valore medio vinto',
    unit: 'EUR',
    formula: 'Σ amount won ÷ number of deals won',
    dateField: 'closedAt',
    owner: AT_CLOSING,
    nullWhen: 'no deal was won in the period',
  },
  {
    key: 'closeRate',
    name: 'Close rate of deals created',
    nameIt: 'Trattative create e già vinte',
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
    nameIt: 'Ciclo di vendita, media',
    unit: 'days',
    formula: 'Σ (closedAt − createdAt) ÷ number of deals won, days of 24 hours',
    dateField: 'closedAt',
    owner: AT_CLOSING,
    nullWhen: 'no deal was won in the period',
  },
  {
    key: 'salesCycleMedian',
    name: 'Sales cycle, median',
    nameIt: 'Ciclo di vendita, mediana',
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
    nameIt: 'Velocità di vendita',
    unit: 'EUR/day',
    formula:
      'open deals now × average won amount × win rate ÷ mean days of the sales cycle, the last three of the twelve months that end with today, none of them rounded before',
    dateField: null,
    owner: 'who owns the open deals now; of the closed ones, who owned them then',
    nullWhen: 'nothing was won in those twelve months, or all of it on the instant',
  },
  {
    key: 'lost.share',
    name: 'Lost deals by reason and by stage',
    nameIt: 'Trattative perse per motivo e per fase',
    unit: 'percent',
    formula:
      'lost deals of the reason, or from the stage in which they stood before ÷ lost deals; the same of their amount',
    dateField: 'closedAt',
    owner: AT_CLOSING,
    nullWhen: 'no deal was lost in the period',
  },
];

/** Changes whenever a formula does, so that two answers can be told apart. */
export const DEFINITION_VERSION = '1';

export const UNITS = ['count', 'EUR', 'percent', 'days', 'seconds'] as const;

/** What a figure means. */
export interface KpiDefinition {
  /** As in the answers: `wonCount`. */
  readonly key: string;
  readonly name: string;
  readonly unit: (typeof UNITS)[number];
  readonly formula: string;
  /** What decides whether a row lies in the period; null: the figure is of now. */
  readonly dateField: string | null;
  /** To whose figures a row counts. */
  readonly owner: string;
  /** When the figure is null; empty: never. */
  readonly nullWhen: string;
}

/** What holds for all of them. */
export const KPI_RULES: readonly string[] = [
  'A period is half-open: `from` is its first business day, `to` the day after its last one. Business days are days of Europe/Rome, so that one has 23 hours in March and one 25 in October.',
  'Amounts are EUR net of VAT, exact to the cent; percentages and days have two decimals, halves rounded away from zero.',
  'A ratio answers with its numerator and denominator. A zero denominator gives null, never 0 % or 100 %.',
  'The owner is the owner at the event: a deal was won by whoever owned it then, so giving it to somebody else rewrites no history. Teams are those of today: what a member sold counts for the team that the member is in now.',
  'Deleted deals and visits are left out. A reopened deal counts by its last closing, and only while it is closed.',
  'The previous period has exactly as many days as the period and ends where it begins. The change against it is null when the previous value was 0 or null.',
  'Every reader sees the figures of the own scope only. A filter narrows it; an id outside of it gives the figures of nobody, whether it exists or not.',
  'A drill-down lists the rows as they are now, to whom they belong now: a deal that changed hands after it was won is listed for its present owner.',
  'All figures of one answer are of one moment, `computedAt`.',
];

const AT_CREATION = 'who owned the deal when it was created';
const AT_CLOSING = 'who owned the deal when it was closed';
const NOW = 'who owns the deal now';
const AT_ENTRY = 'who owned the deal when it entered the stage';
const VISITOR = 'the agent of the visit';
const NONE_CLOSED = 'no deal was closed in the period';
const NONE_ENTERED = 'no deal entered the stage in the period, or the stage ends a deal';

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

export const KPI_DEFINITIONS: readonly KpiDefinition[] = [
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
  {
    key: 'openCount',
    name: 'Open deals',
    unit: 'count',
    formula: 'number of open deals',
    dateField: null,
    owner: NOW,
    nullWhen: '',
  },
  {
    key: 'openAmount',
    name: 'Open pipeline',
    unit: 'EUR',
    formula: 'Σ amount of open deals',
    dateField: null,
    owner: NOW,
    nullWhen: '',
  },
  {
    key: 'openWeighted',
    name: 'Weighted pipeline',
    unit: 'EUR',
    formula: 'Σ amount × probability of open deals; won and lost deals count nothing',
    dateField: null,
    owner: NOW,
    nullWhen: '',
  },
  {
    key: 'forecast.months',
    name: 'Weighted forecast',
    unit: 'EUR',
    formula:
      'Σ amount × probability of open deals by month of expected closing; those expected before today are `overdue`, those without a date `undated`, those after today but not in the period `outside`; won deals are shown apart',
    dateField: 'expectedCloseDate',
    owner: NOW,
    nullWhen: '',
  },
  {
    key: 'forecast.coverage',
    name: 'Pipeline coverage',
    unit: 'percent',
    formula:
      'Σ amount of open deals expected to close in the period, overdue or not ÷ (Σ targets of its months − Σ amount won in it)',
    dateField: 'expectedCloseDate',
    owner: 'who owns the deal now; of what was won, who owned it then; targets are of their person',
    nullWhen:
      'no target is set or the target is reached, the period is not made of whole months, or one pipeline is asked for',
  },
  {
    key: 'funnel.entered',
    name: 'Entered a stage',
    unit: 'count',
    formula:
      'distinct deals that entered the stage in the period, each counted at its first entry in it; deals lost later included',
    dateField: 'enteredAt',
    owner: AT_ENTRY,
    nullWhen: '',
  },
  {
    key: 'funnel.conversion',
    name: 'Stage conversion',
    unit: 'percent',
    formula:
      'of the deals that entered, those that later entered a later open stage of the same pipeline or were won ÷ entered',
    dateField: 'enteredAt',
    owner: AT_ENTRY,
    nullWhen: NONE_ENTERED,
  },
  {
    key: 'funnel.dropOff',
    name: 'Stage drop-off',
    unit: 'percent',
    formula: 'of the deals that entered, those that did not advance and are lost now ÷ entered',
    dateField: 'enteredAt',
    owner: AT_ENTRY,
    nullWhen: NONE_ENTERED,
  },
  {
    key: 'funnel.amount',
    name: 'Amount that entered a stage',
    unit: 'EUR',
    formula: 'Σ amount at the entry, over the deals that entered',
    dateField: 'enteredAt',
    owner: AT_ENTRY,
    nullWhen: '',
  },
  {
    key: 'funnel.secondsInStage',
    name: 'Time in stage, mean and median',
    unit: 'seconds',
    formula: 'leftAt − enteredAt over the stays that began in the period and have ended',
    dateField: 'enteredAt',
    owner: AT_ENTRY,
    nullWhen: 'no such stay has ended',
  },
  {
    key: 'visitsPlanned',
    name: 'Visits planned',
    unit: 'count',
    formula: 'visits scheduled for the period, whatever became of them',
    dateField: 'scheduledAt',
    owner: VISITOR,
    nullWhen: '',
  },
  {
    key: 'visitsCompleted',
    name: 'Visits completed',
    unit: 'count',
    formula: 'of the planned visits, those that were checked out of',
    dateField: 'scheduledAt',
    owner: VISITOR,
    nullWhen: '',
  },
  {
    key: 'strikeRate',
    name: 'Strike rate',
    unit: 'percent',
    formula: 'completed visits with an order ÷ completed visits',
    dateField: 'scheduledAt',
    owner: VISITOR,
    nullWhen: 'no visit of the period was completed',
  },
  {
    key: 'visitOrderAmount',
    name: 'Orders taken on visits',
    unit: 'EUR',
    formula: 'Σ order amount of completed visits',
    dateField: 'scheduledAt',
    owner: VISITOR,
    nullWhen: '',
  },
];

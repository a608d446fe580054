import type { KpiDefinition } from './kpi-definition.js';

const AT_ENTRY = 'who owned the deal when it entered the stage';
const NONE_ENTERED = 'no deal entered the stage in the period, or the stage ends a deal';

/** How deals pass through the stages. */
export const FUNNEL_KPIS: readonly KpiDefinition[] = [
  {
    key: 'funnel.entered',
    name: 'Entered a stage',
    nameIt: 'Entrate in una fase',
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
    nameIt: 'Conversione della fase',
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
    nameIt: 'Perdite dalla fase',
    unit: 'percent',
    formula:
      'of the deals that entered, those that did not advance and are lost now ÷ entered. `remaining` are the others: open now, and never further since',
    dateField: 'enteredAt',
    owner: AT_ENTRY,
    nullWhen: NONE_ENTERED,
  },
  {
    key: 'funnel.amount',
    name: 'Amount that entered a stage',
    nameIt: 'Valore entrato in una fase',
    unit: 'EUR',
    formula: 'Σ amount at the entry, over the deals that entered',
    dateField: 'enteredAt',
    owner: AT_ENTRY,
    nullWhen: '',
  },
  {
    key: 'funnel.secondsInStage',
    name: 'Time in stage, mean and median',
    nameIt: 'Tempo nella fase, media e mediana',
    unit: 'seconds',
    formula: 'leftAt − enteredAt over the stays that began in the period and have ended',
    dateField: 'enteredAt',
    owner: AT_ENTRY,
    nullWhen: 'no such stay has ended',
  },
  {
    key: 'funnel.waiting',
    name: 'Age of stays that last',
    nameIt: 'Attesa nella fase',
    unit: 'seconds',
    formula:
      'computedAt − enteredAt over the stays in an open stage that began in the period and last: their number, mean and median',
    dateField: 'enteredAt',
    owner: AT_ENTRY,
    nullWhen: 'no such stay lasts, or the stage ends a deal',
  },
];

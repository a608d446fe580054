import { DAYS_WITHOUT_ORDER, INTERVALS_WITHOUT_ORDER } from '../client-rules.js';
import { ROUNDED_DAYS, ROUNDED_SECONDS } from '../client-rounding.js';
import type { KpiDefinition } from './kpi-definition.js';

const AT_CREATION = 'who owned the client when it was created';
const AT_STEP = 'who owned the client when it reached the step';
const NO_LEADS = 'no lead was created in the period';
const STEPS =
  'PROSPECT: it came as LEAD or PROSPECT. FIRST_CONTACT: the first call that was answered, e-mail, meeting or completed visit. ' +
  'FIRST_VISIT: the first completed visit. FIRST_ORDER: the first deal won or completed visit with outcome ORDER; the visit of a deal that was won is that deal’s order. ' +
  'REPEAT: an order on a later day; of a client that came as a customer, dormant or lost, which is in none of the steps before, the first one in the books. ' +
  `AT_RISK: ${INTERVALS_WITHOUT_ORDER} of the visit intervals set for it, or ${DAYS_WITHOUT_ORDER} days when none is, whatever its class, have passed without an order since the last one, or since it became a customer; at the latest when it is set DORMANT or LOST; known from the first refresh of that day on. ` +
  'LOST: set so, and so since. The last two are of now: who orders again or is won back is in neither';

/** Leads, and how far they come. */
export const CLIENT_KPIS: readonly KpiDefinition[] = [
  {
    key: 'newLeads',
    name: 'New leads',
    nameIt: 'Nuovi lead',
    unit: 'count',
    formula: 'number of clients created in the period that came as LEAD or PROSPECT',
    dateField: 'createdAt',
    owner: AT_CREATION,
    nullWhen: '',
  },
  {
    key: 'leadConversion',
    name: 'Lead conversion',
    nameIt: 'Lead diventati clienti',
    unit: 'percent',
    formula:
      'new leads that became customers, whenever ÷ new leads; one that was set back to LEAD or PROSPECT did not',
    dateField: 'createdAt',
    owner: AT_CREATION,
    nullWhen: NO_LEADS,
  },
  {
    key: 'leadResponseMedian',
    name: 'Lead response time, median',
    nameIt: 'Tempo di risposta ai lead, mediana',
    unit: 'seconds',
    formula: `first human contact − createdAt over the new leads that were contacted; 0 when the contact came first; rounded down to ${ROUNDED_SECONDS}; of an even number the lower one in the middle`,
    dateField: 'createdAt',
    owner: AT_CREATION,
    nullWhen: 'none of the new leads was contacted yet',
  },
  {
    key: 'leadResponseP90',
    name: 'Lead response time, nine of ten',
    nameIt: 'Tempo di risposta ai lead, nove su dieci',
    unit: 'seconds',
    formula:
      'the least response time that nine of ten of the same leads do not exceed, rounded as the median',
    dateField: 'createdAt',
    owner: AT_CREATION,
    nullWhen: 'none of the new leads was contacted yet',
  },
  {
    key: 'leadsNotContacted',
    name: 'Leads not contacted',
    nameIt: 'Lead non ancora contattati',
    unit: 'count',
    formula: 'new leads that have no first human contact yet',
    dateField: 'createdAt',
    owner: AT_CREATION,
    nullWhen: '',
  },
  {
    key: 'newCustomers',
    name: 'New customers',
    nameIt: 'Nuovi clienti',
    unit: 'count',
    formula:
      'clients that came as LEAD or PROSPECT and became CUSTOMER in the period for the first time; not those that were set back since',
    dateField: 'the day of the first CUSTOMER',
    owner: 'who owned the client when it became a customer',
    nullWhen: '',
  },
  {
    key: 'clientsNow',
    name: 'Clients by lifecycle and source',
    nameIt: 'Clienti per fase e fonte',
    unit: 'count',
    formula: 'number of clients with this lifecycle, with this source',
    dateField: null,
    owner: 'who owns the client now',
    nullWhen: '',
  },
  {
    key: 'journey.reached',
    name: 'Reached a step of the journey',
    nameIt: 'Tappa raggiunta',
    unit: 'count',
    formula: `clients that reached the step in the period and not after today. ${STEPS}`,
    dateField: 'the day of the step',
    owner: AT_STEP,
    nullWhen: '',
  },
  {
    key: 'journey.conversion',
    name: 'Conversion from the step before',
    nameIt: 'Conversione dalla tappa precedente',
    unit: 'percent',
    formula:
      'of the clients that reached the step before in the period, those that reached this one by today, in whichever order ÷ those that reached the step before',
    dateField: 'the day of the step before',
    owner: 'who owned the client when it reached the step before',
    nullWhen: 'no client reached the step before in the period',
  },
  {
    key: 'journey.medianDays',
    name: 'Days since the step before, median',
    nameIt: 'Giorni dalla tappa precedente, mediana',
    unit: 'days',
    formula: `day of the step − day of the step before, over the clients that reached the step in the period and had reached the one before; days of the calendar, 0 when it came first; ${ROUNDED_DAYS}; of an even number the lower one in the middle`,
    dateField: 'the day of the step',
    owner: AT_STEP,
    nullWhen: 'none of them reached the step before',
  },
  {
    key: 'journey.cohort',
    name: 'Cohort by month of acquisition',
    nameIt: 'Coorte per mese di acquisizione',
    unit: 'percent',
    formula: 'of the leads created in the month, those that reached the step by today ÷ leads created in it',
    dateField: 'createdAt',
    owner: AT_CREATION,
    nullWhen: 'no lead was created in the month',
  },
];

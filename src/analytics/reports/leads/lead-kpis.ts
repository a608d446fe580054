import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import type { Period } from '../arithmetic/period.js';
import { readClientMonths, readWaits, countOf } from '../clients/client-figures.queries.js';
import { clientsOnceBehind } from '../drill-down.js';
import { secondsKpi } from '../clients/seconds-kpi.js';
import { countKpi, ratioKpi } from '../overview/kpis.js';
import type { Reach } from '../reach.js';
import type { LeadKpisResponse } from './leads.response.js';

/** The headline figures of the leads that came in a period. */
export async function readLeadKpis(
  tx: Tx,
  reach: Reach,
  period: Period,
  today: BusinessDate,
): Promise<LeadKpisResponse> {
  const months = await readClientMonths(tx, reach, period, today);
  const response = (await readWaits(tx, reach, period, today, ['RESPONSE'])).get('RESPONSE');
  const leads = countOf(months, 'leads');
  const { from, to } = period;
  const cameIn = { lead: 'true', createdFrom: from, createdTo: to };
  return {
    newLeads: countKpi('newLeads', leads, clientsOnceBehind(reach, cameIn)),
    leadConversion: {
      ...ratioKpi('leadConversion', countOf(months, 'leads_won'), leads),
      ...clientsOnceBehind(reach, { ...cameIn, becameCustomer: 'true' }),
    },
    leadResponseMedian: secondsKpi('leadResponseMedian', response, 'median'),
    leadResponseP90: secondsKpi('leadResponseP90', response, 'p90'),
    leadsNotContacted: countKpi(
      'leadsNotContacted',
      leads - countOf(months, 'leads_contacted'),
      clientsOnceBehind(reach, { ...cameIn, contacted: 'false' }),
    ),
    newCustomers: countKpi(
      'newCustomers',
      countOf(months, 'customers'),
      clientsOnceBehind(reach, { lead: 'true', customerFrom: from, customerTo: to }),
    ),
  };
}

import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import type { Period } from '../arithmetic/period.js';
import { readClientFigures } from '../clients/client-figures.queries.js';
import { clientsBehind } from '../clients/clients-behind.js';
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
  const names = ['LEAD', 'LEAD_WON', 'RESPONSE', 'CUSTOMER'] as const;
  const { LEAD, LEAD_WON, RESPONSE, CUSTOMER } = await readClientFigures(tx, reach, period, today, names);
  const { from, to } = period;
  const cameIn = { lead: 'true', createdFrom: from, createdTo: to };
  const behind = (filters: Record<string, string>): { drillDown: string } => ({
    drillDown: clientsBehind(reach, filters),
  });
  return {
    newLeads: countKpi('newLeads', LEAD.count, clientsBehind(reach, cameIn)),
    leadConversion: {
      ...ratioKpi('leadConversion', LEAD_WON.count, LEAD.count),
      ...behind({ ...cameIn, becameCustomer: 'true' }),
    },
    leadResponseMedian: secondsKpi('leadResponseMedian', RESPONSE, RESPONSE.median),
    leadResponseP90: secondsKpi('leadResponseP90', RESPONSE, RESPONSE.p90),
    leadsNotContacted: countKpi(
      'leadsNotContacted',
      LEAD.count - RESPONSE.count,
      clientsBehind(reach, { ...cameIn, contacted: 'false' }),
    ),
    newCustomers: countKpi(
      'newCustomers',
      CUSTOMER.count,
      clientsBehind(reach, { lead: 'true', customerFrom: from, customerTo: to }),
    ),
  };
}

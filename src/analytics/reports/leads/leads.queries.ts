import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import { CLIENT_SOURCE_TABLE } from '../../sums/client-sum-tables.js';
import type { Period } from '../arithmetic/period.js';
import { untilToday } from '../clients/client-figures.queries.js';
import type { Reach } from '../reach.js';
import { sumsOf } from '../sums.queries.js';

/** Of each source, the most frequent first; '' for none. */
export const MOST_SOURCES = 100;

/** The month of the day that stands for "no date". */
const NOW = { from: '0001-01-01', to: '0001-02-01' };

export interface PresentSource {
  source: string;
  LEAD: bigint;
  PROSPECT: bigint;
  CUSTOMER: bigint;
  DORMANT: bigint;
  LOST: bigint;
}

/** All clients now, by source and lifecycle. */
export async function readPresentSources(tx: Tx, reach: Reach): Promise<PresentSource[]> {
  return tx.$queryRaw`
    SELECT source, sum(now_lead)::bigint AS "LEAD", sum(now_prospect)::bigint AS "PROSPECT", sum(now_customer)::bigint AS "CUSTOMER",
      sum(now_dormant)::bigint AS "DORMANT", sum(now_lost)::bigint AS "LOST"
    FROM ${sumsOf(CLIENT_SOURCE_TABLE, reach, NOW)} rows
    GROUP BY source HAVING sum(now_lead + now_prospect + now_customer + now_dormant + now_lost) <> 0
    ORDER BY sum(now_lead + now_prospect + now_customer + now_dormant + now_lost) DESC, source`;
}

export interface NewSource {
  source: string;
  leads: bigint;
  won: bigint;
}

/** The leads that were created in the period, by source, and how many of them became customers. */
export async function readNewSources(
  tx: Tx,
  reach: Reach,
  period: Period,
  today: BusinessDate,
): Promise<NewSource[]> {
  const span = untilToday(period, today);
  if (!span) return [];
  return tx.$queryRaw`
    SELECT source, sum(leads)::bigint AS leads, sum(leads_won)::bigint AS won
    FROM ${sumsOf(CLIENT_SOURCE_TABLE, reach, span)} rows
    GROUP BY source HAVING sum(leads) <> 0 ORDER BY 2 DESC, source LIMIT ${MOST_SOURCES}`;
}

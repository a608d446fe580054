import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import type { Period } from '../arithmetic/period.js';
import { passed } from '../clients/client-figures.queries.js';
import { clientSums, presentClientSums } from '../clients/client-sums.queries.js';
import type { Reach } from '../reach.js';

/** Of each source, the most frequent first; '' for none. */
export const MOST_SOURCES = 100;

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
    SELECT source, coalesce(sum(count) FILTER (WHERE figure = 'IS_LEAD'), 0)::bigint AS "LEAD",
      coalesce(sum(count) FILTER (WHERE figure = 'IS_PROSPECT'), 0)::bigint AS "PROSPECT",
      coalesce(sum(count) FILTER (WHERE figure = 'IS_CUSTOMER'), 0)::bigint AS "CUSTOMER",
      coalesce(sum(count) FILTER (WHERE figure = 'IS_DORMANT'), 0)::bigint AS "DORMANT",
      coalesce(sum(count) FILTER (WHERE figure = 'IS_LOST'), 0)::bigint AS "LOST"
    FROM ${presentClientSums(reach)} rows
    GROUP BY source ORDER BY sum(count) DESC, source`;
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
  const span = passed(period, today);
  if (span.from >= span.to) return [];
  return tx.$queryRaw`
    SELECT source, coalesce(sum(count) FILTER (WHERE figure = 'LEAD'), 0)::bigint AS leads,
      coalesce(sum(count) FILTER (WHERE figure = 'LEAD_WON'), 0)::bigint AS won
    FROM ${clientSums(reach, span, today, ['LEAD', 'LEAD_WON'])} rows
    GROUP BY source ORDER BY 2 DESC, source LIMIT ${MOST_SOURCES}`;
}

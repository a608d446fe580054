import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../../platform/time/rome.js';

export const AUTHORIZATION_WARNED = 'client.authorization_warned';

export interface EndingAuthorization {
  clientId: string;
  ownerId: string;
  expiresOn: BusinessDate;
  /** The warning that was journalled last about this very end; null: none yet. */
  said: string | null;
}

/** Living clients whose authorisation ends within so many days, or has ended. */
export async function endingAuthorizations(
  tx: Tx,
  today: BusinessDate,
  days: number,
): Promise<EndingAuthorization[]> {
  return tx.$queryRaw`
    SELECT c.id AS "clientId", c.owner_id AS "ownerId", c.adm_expires_on::text AS "expiresOn", j.warning AS said
    FROM clients c
    LEFT JOIN LATERAL (
      SELECT facts ->> 'warning' AS warning FROM journal
      WHERE entity = 'client' AND entity_id = c.id AND action = ${AUTHORIZATION_WARNED}
        AND facts ->> 'expiresOn' = c.adm_expires_on::text
      ORDER BY id DESC LIMIT 1) j ON TRUE
    WHERE c.deleted_at IS NULL AND c.adm_expires_on <= ${today}::date + ${days}::int
    ORDER BY c.adm_expires_on, c.id`;
}

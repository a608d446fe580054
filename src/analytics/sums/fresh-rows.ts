import { Prisma } from '../../platform/prisma/generated/client.js';

/** A setting of the transaction, `on` when the rows that are fresh stand in the sums already. */
export const FRESH_IS_SUMMED = 'kpi.fresh_is_summed';

/** Whether fresh rows are to be summed with the sums: the condition of whoever reads them. */
export const FRESH_COUNTS = Prisma.sql`current_setting(${FRESH_IS_SUMMED}, true) IS DISTINCT FROM 'on'`;

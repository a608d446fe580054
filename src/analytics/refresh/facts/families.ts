import { CARE_FAMILY } from './care-family.queries.js';
import { CLIENT_FAMILY } from './client-family.queries.js';
import { DEAL_FAMILY } from './deal-family.queries.js';
import type { FactFamily } from './fact-family.js';
import { VISIT_FAMILY } from './visit-family.queries.js';

/** All that the refresh keeps. */
export const FACT_FAMILIES: readonly FactFamily[] = [DEAL_FAMILY, VISIT_FAMILY, CLIENT_FAMILY, CARE_FAMILY];

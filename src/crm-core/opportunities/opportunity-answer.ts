import type { Opportunity } from '../../platform/prisma/generated/client.js';
import type { PrismaService, Tx } from '../../platform/prisma/prisma.service.js';
import type { OpportunityResponse } from './dto/opportunity.response.js';
import { toOpportunityResponse } from './opportunity.mapper.js';
import { freshnessOf } from './rotting.queries.js';

/** One deal as the API shows it at a moment. */
export async function opportunityAnswer(
  tx: PrismaService | Tx,
  deal: Opportunity,
  now: Date,
): Promise<OpportunityResponse> {
  return toOpportunityResponse({ ...deal, ...(await freshnessOf(tx, deal.id, now)) });
}

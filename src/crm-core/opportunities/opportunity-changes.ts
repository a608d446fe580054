import { DomainError } from '../../platform/errors/index.js';
import { type Opportunity, Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { toDateColumn } from '../../platform/time/rome.js';
import { readReasons } from '../closing-reasons/closing-reason.queries.js';
import { CLOSING_FIELDS, type ClosingField, correctionRefusal } from './domain/closing-details.js';
import { stageProbability } from './domain/stage-change.js';
import type { UpdateOpportunityDto } from './dto/update-opportunity.dto.js';
import { refused } from './refused.js';
import { stageNamed } from './stage-directory.js';

export type OpportunityChanges = Partial<
  Pick<
    Opportunity,
    | 'title'
    | 'clientId'
    | 'amount'
    | 'source'
    | 'probability'
    | 'probabilityOverridden'
    | 'expectedCloseDate'
    | ClosingField
  >
>;

/**
 * The columns that an edit sets; a probability that the edit doesn't name is not among them.
 * @throws DomainError CLIENT_NEEDED, DEAL_CLOSED (409), or a problem of what is said of the closing (400)
 */
export async function opportunityChanges(
  tx: Tx,
  before: Opportunity,
  body: UpdateOpportunityDto,
): Promise<OpportunityChanges> {
  const { title, clientId, source, amount, expectedCloseDate } = body;
  if (clientId === null && before.status === 'WON') {
    throw new DomainError('conflict', 'CLIENT_NEEDED', 'A won opportunity keeps a client.');
  }
  return {
    title,
    clientId,
    source,
    ...(amount !== undefined && { amount: new Prisma.Decimal(amount) }),
    ...(expectedCloseDate !== undefined && {
      expectedCloseDate: expectedCloseDate === null ? null : toDateColumn(expectedCloseDate),
    }),
    ...(await probabilityChange(tx, before, body)),
    ...(await correction(tx, before, body)),
  };
}

async function correction(
  tx: Tx,
  before: Opportunity,
  body: UpdateOpportunityDto,
): Promise<OpportunityChanges> {
  const said = Object.fromEntries(
    CLOSING_FIELDS.flatMap((field) => (body[field] === undefined ? [] : [[field, body[field]]])),
  );
  if (Object.keys(said).length === 0) return {};
  const refusal = correctionRefusal(before, said, await readReasons(tx));
  if (refusal) throw refused(refusal);
  return said;
}

async function probabilityChange(
  tx: Tx,
  before: Opportunity,
  { probability, probabilityOverridden }: Pick<UpdateOpportunityDto, 'probability' | 'probabilityOverridden'>,
): Promise<OpportunityChanges> {
  if (probability === undefined && probabilityOverridden === undefined) return {};
  if (before.status !== 'OPEN') {
    throw new DomainError(
      'conflict',
      'DEAL_CLOSED',
      'A closed opportunity is certain: its probability can’t be set.',
    );
  }
  const byHand = probability ?? before.probability;
  const overridden = probabilityOverridden ?? probability !== null;
  if (probability !== undefined && overridden === (probability === null)) {
    throw DomainError.field(
      '/probability',
      'PROBABILITY_OF_STAGE',
      'A probability is set by hand or follows the stage, not both: leave one of the two out.',
    );
  }
  if (overridden) return { probability: byHand, probabilityOverridden: true };
  return {
    probability: stageProbability(await stageNamed(tx, before.stageId)),
    probabilityOverridden: false,
  };
}

import type { Opportunity } from '../../../platform/prisma/generated/client.js';
import { businessDateOf } from '../../../platform/time/rome.js';
import {
  CLOSING_FIELDS,
  type ClosingField,
  correctionRefusal,
  detailsRefusal,
} from '../../opportunities/domain/closing-details.js';
import type { Circumstances, Refusal } from '../../opportunities/domain/deal.js';
import type { StagedData } from './import-target.js';
import { closingDetails } from './told-deal.js';

/**
 * What a row corrects of the closing of a deal that stays in its stage, by the rules of `PATCH`: reasons may be
 * corrected, the day may not. A day without a time is the same as any moment of it.
 */
export function closingCorrection(
  deal: Opportunity,
  data: StagedData,
  circumstances: Circumstances,
): { said: Partial<Record<ClosingField, string>> } | { refusal: Refusal } {
  const details = closingDetails(data, deal.status);
  const said = Object.fromEntries(
    CLOSING_FIELDS.filter((field) => details[field] !== undefined && !data.defaulted.includes(field)).map(
      (field) => [field, details[field]],
    ),
  ) as Partial<Record<ClosingField, string>>;
  const closedAt = data.defaulted.includes('closedAt') ? undefined : details.closedAt;
  const refusal =
    deal.closedAt === null
      ? detailsRefusal('OPEN', deal.createdAt, { ...said, closedAt }, circumstances)
      : (dayRefusal(deal.closedAt, closedAt) ?? reasonRefusal(deal, said, circumstances));
  return refusal ? { refusal } : { said };
}

function reasonRefusal(
  deal: Opportunity,
  said: Partial<Record<ClosingField, string>>,
  { reasons }: Circumstances,
): Refusal | undefined {
  return Object.keys(said).length === 0 ? undefined : correctionRefusal(deal, said, reasons);
}

function dayRefusal(was: Date, told: Date | undefined): Refusal | undefined {
  if (told === undefined || businessDateOf(told) === businessDateOf(was)) return undefined;
  return {
    pointer: '/closedAt',
    code: 'DEAL_CLOSED',
    detail: 'The opportunity was closed on another day: reopen it first, and close it anew.',
  };
}

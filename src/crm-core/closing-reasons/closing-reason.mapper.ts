import type { ClosingReason } from '../../platform/prisma/generated/client.js';
import type { Outcome } from '../opportunities/domain/deal.js';
import type { ClosingReasonResponse } from './dto/closing-reason.response.js';

export function toClosingReasonResponse(reason: ClosingReason): ClosingReasonResponse {
  const { id, key, labelIt, labelEn, needsNote, position, retiredAt, version } = reason;
  const outcome = reason.outcome as Outcome;
  return { id, outcome, key, labelIt, labelEn, needsNote, position, retiredAt, version };
}

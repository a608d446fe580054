import { DomainError } from '../../platform/errors/index.js';
import type { ActivityType } from '../../platform/prisma/generated/enums.js';
import type { CallDetailsDto } from './dto/call-details.dto.js';

const DETAILS = ['callDirection', 'callOutcome', 'durationSeconds'] as const;

/** @throws DomainError CALL_ONLY (400) when something that is no call has a call's details */
export function assertCallDetails(type: ActivityType, given: CallDetailsDto): void {
  if (type === 'CALL') return;
  const stray = DETAILS.find((field) => given[field] !== undefined && given[field] !== null);
  if (stray) throw DomainError.field(`/${stray}`, 'CALL_ONLY', 'Only a call has this.');
}

import { DomainError, violates } from '../../platform/errors/index.js';
import { type ImpossibleTap, LATEST_TAP_DAYS } from './domain/tap.js';
import { stepsFrom, type VisitStatus, type VisitStep } from './domain/transitions.js';

/**
 * Names the overlap that the database refused; every other error goes on as it is.
 * @param detail what the caller can do about it
 * @param members further members of the problem document
 */
export async function speakOfOverlap<T>(
  work: Promise<T>,
  detail = 'The agent has another visit at that time. Nothing was changed.',
  members: Readonly<Record<string, unknown>> = {},
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!violates(error, 'visits_no_overlap')) throw error;
    throw new DomainError('conflict', 'VISIT_OVERLAP', detail, { cause: error, members });
  }
}

export function illegalStep(status: VisitStatus, step: VisitStep): DomainError {
  const allowed = stepsFrom(status);
  const hint = allowed.length > 0 ? `What may follow: ${allowed.join(', ')}.` : 'Nothing may follow.';
  return new DomainError(
    'conflict',
    'VISIT_TRANSITION',
    `A visit that is ${status} can't take the step ${step}. ${hint}`,
    {
      members: { currentStatus: status, allowedSteps: allowed },
    },
  );
}

export function impossibleTap(why: ImpossibleTap): DomainError {
  const detail =
    why === 'IN_THE_FUTURE'
      ? 'The telephone’s clock is ahead: that moment has not come yet.'
      : `What happened more than ${LATEST_TAP_DAYS} days ago can no longer be recorded.`;
  return DomainError.field('/at', `TAP_${why}`, detail);
}

/** A visit can't end before it began. With a check-in that has not arrived yet the visit isn't CHECKED_IN at all. */
export function beforeCheckIn(checkedInAt: Date): DomainError {
  return DomainError.field(
    '/at',
    'TAP_BEFORE_CHECK_IN',
    `The visit began at ${checkedInAt.toISOString()}: it can't have ended before.`,
  );
}

export function notOpen(status: VisitStatus, what: string): DomainError {
  return new DomainError(
    'conflict',
    'VISIT_NOT_OPEN',
    `A visit that is ${status} can no longer be ${what}.`,
    {
      members: { currentStatus: status },
    },
  );
}

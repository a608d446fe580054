import type { JourneyStep } from '../../client-rules.js';

/** Which sums tell of a step. */
interface StepFigures {
  /** Clients that reached it, dated by that; the values are the days since the step before. */
  reached: string;
  /** Of those that reached the step before, dated by that, how many reached this one too. */
  passed: string | undefined;
  /** Leads that reached it, dated by their creation. */
  cohort: string;
}

/** A lead is a prospect from its creation on, and its response is its first contact. */
export const JOURNEY_FIGURES: Readonly<Record<JourneyStep, StepFigures>> = {
  PROSPECT: { reached: 'LEAD', passed: undefined, cohort: 'LEAD' },
  FIRST_CONTACT: { reached: 'STEP_FIRST_CONTACT', passed: 'RESPONSE', cohort: 'RESPONSE' },
  FIRST_VISIT: { reached: 'STEP_FIRST_VISIT', passed: 'NEXT_FIRST_CONTACT', cohort: 'COHORT_FIRST_VISIT' },
  FIRST_ORDER: { reached: 'STEP_FIRST_ORDER', passed: 'NEXT_FIRST_VISIT', cohort: 'COHORT_FIRST_ORDER' },
  REPEAT: { reached: 'STEP_REPEAT', passed: 'NEXT_FIRST_ORDER', cohort: 'COHORT_REPEAT' },
  AT_RISK: { reached: 'STEP_AT_RISK', passed: 'NEXT_REPEAT', cohort: 'COHORT_AT_RISK' },
  LOST: { reached: 'STEP_LOST', passed: 'NEXT_AT_RISK', cohort: 'COHORT_LOST' },
};

type Filters = Record<string, string>;

/** The filters of the list of clients that show who reached a step in a period, where that list knows of it. */
export const JOURNEY_LISTS: Readonly<
  Partial<Record<JourneyStep, (period: { from: string; to: string }) => Filters>>
> = {
  PROSPECT: ({ from, to }) => ({ lead: 'true', createdFrom: from, createdTo: to }),
  FIRST_CONTACT: ({ from, to }) => ({ lead: 'true', firstContactFrom: from, firstContactTo: to }),
  LOST: ({ from, to }) => ({ lostFrom: from, lostTo: to }),
};

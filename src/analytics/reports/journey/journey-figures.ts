import type { JourneyStep } from '../../client-rules.js';
import type { ClientCount } from '../../sums/client-sum-tables.js';

/** Which sums tell of a step. */
interface StepFigures {
  /** Clients that reached it, dated by that. */
  reached: ClientCount;
  /** Of those that reached the step before, dated by that, how many reached this one too. */
  passed: ClientCount | undefined;
  /** Leads that reached it, dated by their creation. */
  cohort: ClientCount;
}

/** A lead is a prospect from its creation on, and its response is its first contact. */
export const JOURNEY_FIGURES: Readonly<Record<JourneyStep, StepFigures>> = {
  PROSPECT: { reached: 'leads', passed: undefined, cohort: 'leads' },
  FIRST_CONTACT: { reached: 'contact_reached', passed: 'leads_contacted', cohort: 'leads_contacted' },
  FIRST_VISIT: { reached: 'visit_reached', passed: 'contact_passed', cohort: 'visit_cohort' },
  FIRST_ORDER: { reached: 'order_reached', passed: 'visit_passed', cohort: 'order_cohort' },
  REPEAT: { reached: 'repeat_reached', passed: 'order_passed', cohort: 'repeat_cohort' },
  AT_RISK: { reached: 'at_risk_reached', passed: 'repeat_passed', cohort: 'at_risk_cohort' },
  LOST: { reached: 'lost_reached', passed: 'at_risk_passed', cohort: 'lost_cohort' },
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

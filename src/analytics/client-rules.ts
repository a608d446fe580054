/** A customer is at risk after so many of its visit intervals without an order … */
export const INTERVALS_WITHOUT_ORDER = 2;

/** … and one without an interval after so many days. */
export const DAYS_WITHOUT_ORDER = 90;

/** The steps of the customer journey, in their order. */
export const JOURNEY_STEPS = [
  'PROSPECT',
  'FIRST_CONTACT',
  'FIRST_VISIT',
  'FIRST_ORDER',
  'REPEAT',
  'AT_RISK',
  'LOST',
] as const;
export type JourneyStep = (typeof JOURNEY_STEPS)[number];

/** What clients wait for: a step since the one before, and a lead for the first contact since its creation. */
export type ClientWait = Exclude<JourneyStep, 'PROSPECT'> | 'RESPONSE';

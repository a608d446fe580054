import type { LoyaltyStatusResponse } from './loyalty-status.response.js';

export const LOYALTY_PROGRAM = Symbol('LoyaltyProgram');

/** What a loyalty programme will have to offer; today only its status. */
export interface LoyaltyProgram {
  /** Whether there is a programme, and what it will do. */
  status(): LoyaltyStatusResponse;
}

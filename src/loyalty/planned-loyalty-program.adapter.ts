import { Injectable } from '@nestjs/common';
import type { LoyaltyProgram } from './loyalty-program.port.js';
import type { LoyaltyStatusResponse } from './loyalty-status.response.js';

/** There is no programme yet, and it says so. */
@Injectable()
export class PlannedLoyaltyProgram implements LoyaltyProgram {
  status(): LoyaltyStatusResponse {
    return {
      status: 'PLANNED',
      detail: 'The loyalty module is wired but not built: no points are kept and no reward is given.',
      planned: ['points from won opportunities', 'tiers per client', 'rewards and redemptions'],
    };
  }
}

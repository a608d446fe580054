import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppConfig } from '../../platform/config/config.js';
import { Housekeeping } from '../../platform/housekeeping/index.js';
import { forgetPositions, forgetStarts } from './position-cleaning.queries.js';

/** Where agents stood is needed for a short time only; that they were at the door, and how far from it, stays. */
@Injectable()
export class PositionCleaning implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    const { checkInPositionDays } = this.config;
    this.housekeeping.add('checkInPositions', (tx, now) => forgetPositions(tx, now, checkInPositionDays));
    this.housekeeping.add('routeStarts', (tx, now) => forgetStarts(tx, now, checkInPositionDays));
  }
}

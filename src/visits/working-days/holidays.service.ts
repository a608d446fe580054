import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/time/clock.js';
import { businessDateOf } from '../../platform/time/rome.js';
import type { HolidaysQuery, HolidaysResponse } from './dto/holidays.dto.js';
import { holidaysOf } from './holidays/holidays.js';
import { patronSaintOf } from './holidays/patron-saints.js';

@Injectable()
export class HolidaysService {
  constructor(private readonly clock: Clock) {}

  list({ year = this.thisYear(), town }: HolidaysQuery): HolidaysResponse {
    const named = town?.trim() || null;
    return {
      year,
      town: named,
      townKnown: named !== null && patronSaintOf(named, year) !== null,
      holidays: holidaysOf(year, named).map((holiday) => ({ ...holiday })),
    };
  }

  private thisYear(): number {
    return Number(businessDateOf(this.clock.now()).slice(0, 4));
  }
}

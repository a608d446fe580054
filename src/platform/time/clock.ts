import { Injectable } from '@nestjs/common';

/** Where every rule gets its "now" from, so that tests can stand at any moment. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}

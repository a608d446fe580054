import { type BusinessDate, instantAt } from '../../../platform/time/rome.js';

const HALF_A_DAY_MS = 12 * 3_600_000;

/**
 * The clock of one day's plan: seconds since twelve hours before noon. That is midnight, but for the two days on
 * which the hands are moved: there noon keeps all hours of work equal to those on the wall, in words as in numbers.
 */
export class DayClock {
  private readonly zero: number;

  constructor(readonly date: BusinessDate) {
    this.zero = instantAt(date, '12:00').getTime() - HALF_A_DAY_MS;
  }

  /** Seconds on this clock. */
  secondsOf(instant: Date): number {
    return (instant.getTime() - this.zero) / 1000;
  }

  instantOf(seconds: number): Date {
    return new Date(this.zero + seconds * 1000);
  }

  /** A wall-clock time `HH:mm` of that day, in Rome; `24:00` is its end. */
  at(time: string): number {
    return this.secondsOf(instantAt(this.date, time));
  }
}

import { addDays, businessDateOf, instantAt, toDateColumn } from '#app/platform/time/rome.js';

/** Days and instants relative to the day on which the demo is made. */
export class Calendar {
  readonly now: Date;
  readonly today: string;

  constructor(now: Date) {
    this.now = now;
    this.today = businessDateOf(now);
  }

  /** The business date so many days from today. */
  date(days: number): string {
    return addDays(this.today, days);
  }

  /** Wall-clock time in Rome on that date. */
  instant(days: number, time: string): Date {
    return instantAt(this.date(days), time);
  }

  isWorkday(days: number): boolean {
    const weekday = toDateColumn(this.date(days)).getUTCDay();
    return weekday !== 0 && weekday !== 6;
  }
}

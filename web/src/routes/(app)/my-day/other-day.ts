import { time } from '#lib/format/format.ts';

const DAY_MS = 86_400_000;

export function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

/** The instant of another day at which Rome's clocks show the same hour. */
export function sameHourOn(date: string, instant: string): string {
  const wall = time(instant);
  const guess = Date.parse(`${date}T${wall}:00Z`);
  const shown = time(new Date(guess).toISOString());
  const ahead = (minutesOf(shown) - minutesOf(wall) + 1440) % 1440;
  return new Date(guess - ahead * 60_000).toISOString();
}

function minutesOf(wall: string): number {
  const [hours = 0, minutes = 0] = wall.split(':').map(Number);
  return hours * 60 + minutes;
}

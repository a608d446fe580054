/** When a visit of so many minutes is over. */
export function endOf(scheduledAt: Date, durationMinutes: number): Date {
  return new Date(scheduledAt.getTime() + durationMinutes * 60_000);
}

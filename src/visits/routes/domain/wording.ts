/** "14:05" of a moment in seconds; the day part of a longer clock is left out. */
export function clockTime(seconds: number): string {
  const minutes = Math.floor(seconds / 60) % 1440;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Whole minutes, rounded up: a visit that is 10 seconds late is a minute late. */
export function minutes(seconds: number): number {
  return Math.max(1, Math.ceil(seconds / 60));
}

export function kilometres(meters: number): string {
  return `${(meters / 1000).toFixed(1)} km`;
}

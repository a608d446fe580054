const ROME = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Rome', hour: '2-digit', hourCycle: 'h23' });

/** The instant at which a day begins in Rome. @param later days after it */
export function midnightInRome(day: string, later = 0): string {
  const utc = new Date(`${day}T00:00:00Z`);
  utc.setUTCDate(utc.getUTCDate() + later);
  // At midnight of UTC the clock in Rome shows by how many hours it is ahead.
  utc.setUTCHours(utc.getUTCHours() - Number(ROME.format(utc)));
  return utc.toISOString();
}

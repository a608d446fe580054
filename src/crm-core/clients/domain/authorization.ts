/** `YYYY-MM-DD`. */
type BusinessDate = string;

/** How near the end of a customs authorisation is. It warns; it never blocks. */
export const AUTHORIZATION_WARNINGS = [
  'EXPIRED',
  'EXPIRES_WITHIN_30_DAYS',
  'EXPIRES_WITHIN_60_DAYS',
  'EXPIRES_WITHIN_90_DAYS',
] as const;
export type AuthorizationWarning = (typeof AUTHORIZATION_WARNINGS)[number];

/** The last day with at most so many days left, counted from today: the nearest first. */
export const WARNING_DAYS = [30, 60, 90] as const;
/** Before that, nothing is said. */
export const LONGEST_WARNING_DAYS = Math.max(...WARNING_DAYS);

/**
 * The warning that an authorisation calls for; null: none, or its end lies further ahead than 90 days.
 * @param expiresOn its last valid day
 */
export function authorizationWarning(
  expiresOn: BusinessDate | null,
  today: BusinessDate,
): AuthorizationWarning | null {
  if (expiresOn === null) return null;
  const left = daysBetween(today, expiresOn);
  if (left < 0) return 'EXPIRED';
  const nearest = WARNING_DAYS.find((days) => left <= days);
  return nearest ? `EXPIRES_WITHIN_${nearest}_DAYS` : null;
}

/** Calendar days; neither clock changes nor zones touch them. */
function daysBetween(from: BusinessDate, to: BusinessDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

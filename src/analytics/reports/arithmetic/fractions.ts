/** a ÷ b to the nearest whole, halves away from zero. */
export function roundedQuotient(a: bigint, b: bigint): bigint {
  const [dividend, divisor] = b < 0n ? [-a, -b] : [a, b];
  const half = divisor / 2n;
  return dividend >= 0n ? (dividend + half) / divisor : -((-dividend + half) / divisor);
}

/** EUR cents of a decimal string such as `1234.5`, `-0.07`. */
export function toCents(money: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(money);
  if (!match) throw new Error(`not an amount in cents: ${money}`);
  const [, sign, euros = '', cents = ''] = match;
  const value = BigInt(euros) * 100n + BigInt(cents.padEnd(2, '0'));
  return sign ? -value : value;
}

/** A decimal string with two places. */
export function fromCents(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Percent with two decimals; null for a zero denominator. */
export function percent(numerator: bigint, denominator: bigint): number | null {
  return denominator === 0n ? null : Number(roundedQuotient(numerator * 10_000n, denominator)) / 100;
}

/** Mean amount; null when there is nothing to share it among. */
export function meanMoney(cents: bigint, count: bigint): string | null {
  return count === 0n ? null : fromCents(roundedQuotient(cents, count));
}

const SECONDS_PER_DAY = 86_400n;

/** Days of 24 hours, two decimals; null when there is nothing to share the seconds among. */
export function meanDays(seconds: bigint, count: bigint): number | null {
  return count === 0n ? null : Number(roundedQuotient(seconds * 100n, SECONDS_PER_DAY * count)) / 100;
}

/** How much a value moved against an earlier one, percent with two decimals; null when there is nothing to measure it by. */
export function change(now: number | string | null, before: number | string | null): number | null {
  if (now === null || before === null) return null;
  const [current, previous] = [hundredths(now), hundredths(before)];
  return percent(current - previous, previous < 0n ? -previous : previous);
}

/** How many percentage points a percentage moved, two decimals; null when one of the two is none. */
export function points(now: number | string | null, before: number | string | null): number | null {
  if (now === null || before === null) return null;
  return Number(hundredths(now) - hundredths(before)) / 100;
}

function hundredths(value: number | string): bigint {
  return typeof value === 'string' ? toCents(value) : BigInt(Math.round(value * 100));
}

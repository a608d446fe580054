import { DomainError } from './domain-error.js';

/** What our pool says of a request that would have waited too long. */
const BUSY = /every database connection is taken/;
/** SQLSTATE classes and codes of a server that is away, starting, stopping or full. */
const AWAY = /^(08...|57P0[1-3]|53[0-9]..)$/;
/** SQLSTATE codes of a statement's limits of time. */
const STOPPED = ['57014', '55P03'];
const AWAY_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EPIPE',
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2037',
  // What Prisma's adapter says in place of the driver's code.
  'ConnectionClosed',
  'DatabaseNotReachable',
  'SocketTimeout',
  'TooManyConnections',
]);
const AWAY_MESSAGES =
  /connection terminated|is not queryable|timeout exceeded when trying to connect|unable to start a transaction|server has closed the connection|can't reach database server|connection ended unexpectedly|Cannot use a pool after calling end/i;

/** Names what the database refused, so that a constraint speaks to the caller as a rule. */
export function translateDatabaseError(error: unknown): DomainError | undefined {
  if (!(error instanceof Error)) return undefined;
  const facts = factsOf(error);
  if (BUSY.test(facts.text)) return overloaded();
  if (saysAway(facts)) {
    return new DomainError(
      'unavailable',
      'DATABASE_UNAVAILABLE',
      'The database is away; try again shortly.',
      {
        retryAfter: 2,
        cause: error,
      },
    );
  }
  if (facts.has(...STOPPED, 'P2028')) {
    return new DomainError(
      'unavailable',
      'TOO_SLOW',
      'This took too long and was stopped. Nothing was changed.',
      { retryAfter: 5, cause: error },
    );
  }
  if (facts.has('40001', '40P01', 'P2034', 'P2025')) {
    return new DomainError(
      'conflict',
      'CONCURRENT_CHANGE',
      'Somebody changed the same rows at the same moment. Try again.',
      { cause: error },
    );
  }
  if (facts.has('23505', 'P2002'))
    return new DomainError('conflict', 'DUPLICATE', 'A row with the same unique value exists already.', {
      cause: error,
    });
  if (facts.has('23503', '23001', 'P2003')) {
    return new DomainError(
      'conflict',
      'STILL_REFERENCED',
      'Another row depends on this one, or a row it refers to is missing.',
      { cause: error },
    );
  }
  if (facts.has('22001', '22003', '22007', '22008', '22009', '22021', 'P2000', 'P2020', 'P2033'))
    return new DomainError('invalid', 'OUT_OF_RANGE', 'A value is too large or too long.', { cause: error });
  return undefined;
}

export function overloaded(): DomainError {
  const detail =
    'More is asked of the service than it can do right now. Nothing was changed; try again shortly.';
  return new DomainError('unavailable', 'OVERLOADED', detail, { retryAfter: 2 });
}

/** True for a refusal that says nothing of what was asked: the database is away or has too much to do. */
export function isForNow(refusal: DomainError | undefined): boolean {
  return refusal?.code === 'DATABASE_UNAVAILABLE' || refusal?.code === 'OVERLOADED';
}

/** True when nothing else that is asked of the database now would fare better. */
export function isDatabaseAway(error: unknown): boolean {
  return error instanceof Error && saysAway(factsOf(error));
}

/** True when the database took offence at a value: data that it can't hold (class 22), or a constraint (class 23). */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && factsOf(error).codes.some((code) => /^2[23][0-9A-Z]{3}$/.test(code));
}

/** True when the database stopped a statement that took too long, or waited too long for a lock; its session goes on. */
export function isStopped(error: unknown): boolean {
  return error instanceof Error && factsOf(error).has(...STOPPED);
}

/** True when the error, or one that caused it, names this constraint. */
export function violates(error: unknown, constraint: string): boolean {
  return error instanceof Error && factsOf(error).text.includes(constraint);
}

interface ErrorFacts {
  codes: string[];
  text: string;
  has: (...codes: string[]) => boolean;
}

function saysAway({ codes, text }: ErrorFacts): boolean {
  return (
    BUSY.test(text) ||
    codes.some((code) => AWAY.test(code) || AWAY_CODES.has(code)) ||
    AWAY_MESSAGES.test(text)
  );
}

/** Prisma wraps the driver's error in `meta` and `cause`; all of their codes and messages count. */
function factsOf(error: Error): ErrorFacts {
  const codes: string[] = [];
  const texts: string[] = [];
  const seen = new Set<unknown>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value) || seen.size > 20) return;
    seen.add(value);
    const record = value as Record<string, unknown>;
    for (const key of ['code', 'originalCode', 'kind'])
      if (typeof record[key] === 'string') codes.push(record[key]);
    for (const key of ['message', 'originalMessage', 'constraint', 'name'])
      if (typeof record[key] === 'string') texts.push(record[key]);
    for (const key of ['cause', 'meta', 'driverAdapterError', 'constraint', 'errors']) visit(record[key]);
    if (Array.isArray(value)) value.forEach(visit);
  };
  visit(error);
  return { codes, text: texts.join('\n'), has: (...wanted) => wanted.some((code) => codes.includes(code)) };
}

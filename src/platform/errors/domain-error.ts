/** What kind of refusal; the HTTP status follows from it in one place, `problem.ts`. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'not-acceptable'
  | 'conflict'
  | 'gone'
  | 'stale'
  | 'too-large'
  | 'unsupported-media'
  | 'unprocessable'
  | 'too-many'
  | 'unavailable'
  | 'not-implemented';

/** One thing that is wrong with one field of the input. */
export interface FieldProblem {
  /** JSON pointer into the body or the query, or the name of a path parameter or header. */
  pointer: string;
  /** Stable, machine-readable. */
  code: string;
  detail: string;
}

/** A field that two editors changed from the same state; values as the API reads and writes them. */
export interface FieldConflict {
  /** A custom field as `custom.key`. */
  field: string;
  yours: unknown;
  current: unknown;
  /** The last change of the current value; null: not known. */
  changedAt: Date | null;
  changedById: string | null;
  changedBy: string | null;
}

export interface ErrorExtras {
  errors?: readonly FieldProblem[];
  /** Seconds after which to try again. */
  retryAfter?: number;
  /** Further members of the problem document. */
  members?: Readonly<Record<string, unknown>>;
  cause?: unknown;
}

/** A refusal with a name: thrown by services, spoken as problem+json by the filter. */
export class DomainError extends Error {
  constructor(
    readonly kind: ErrorKind,
    /** Stable, in capitals: `VISIT_OVERLAP`. */
    readonly code: string,
    /** For people: what happened, and what to do about it. */
    readonly detail: string,
    readonly extras: ErrorExtras = {},
  ) {
    super(`${code}: ${detail}`, { cause: extras.cause });
  }

  /** The same answer for a missing row and for somebody else's. */
  static notFound(what: string): DomainError {
    return new DomainError('not-found', 'NOT_FOUND', `There is no such ${what}, or it is not yours to see.`);
  }

  /** One field is wrong. */
  static field(pointer: string, code: string, detail: string): DomainError {
    return new DomainError('invalid', 'VALIDATION_FAILED', detail, { errors: [{ pointer, code, detail }] });
  }
}

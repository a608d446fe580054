import { STATUS_CODES } from 'node:http';
import type { DomainError, ErrorKind } from './domain-error.js';

const STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'not-acceptable': 406,
  conflict: 409,
  gone: 410,
  stale: 412,
  'too-large': 413,
  'unsupported-media': 415,
  unprocessable: 422,
  'too-many': 429,
  'not-implemented': 501,
  unavailable: 503,
};

/** A problem document of RFC 9457. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: string;
  requestId: string;
  [member: string]: unknown;
}

export function problemOf(error: DomainError, instance: string, requestId: string): Problem {
  const status = STATUS[error.kind];
  return {
    type: `urn:nexus-crm:problem:${error.code.toLowerCase().replaceAll('_', '-')}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: error.detail,
    instance,
    code: error.code,
    requestId,
    ...(error.extras.errors && { errors: error.extras.errors }),
    ...error.extras.members,
  };
}

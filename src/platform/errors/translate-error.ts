import { HttpException } from '@nestjs/common';
import { DomainError, type ErrorKind } from './domain-error.js';
import { translateDatabaseError } from './translate-database-error.js';

const KIND_OF_STATUS: Readonly<Record<number, readonly [ErrorKind, string, string]>> = {
  400: ['invalid', 'BAD_REQUEST', 'The request could not be read.'],
  401: ['unauthenticated', 'UNAUTHENTICATED', 'Sign in first.'],
  403: ['forbidden', 'FORBIDDEN', 'Your role does not allow this.'],
  404: ['not-found', 'NO_SUCH_ROUTE', 'There is nothing at this address.'],
  405: ['not-found', 'NO_SUCH_ROUTE', 'There is nothing at this address.'],
  406: ['invalid', 'BAD_REQUEST', 'The request could not be read.'],
  413: ['too-large', 'BODY_TOO_LARGE', 'The body is over the limit of this route.'],
  415: ['unsupported-media', 'UNSUPPORTED_MEDIA_TYPE', 'This route takes application/json.'],
  429: ['too-many', 'TOO_MANY_REQUESTS', 'Too many requests: wait and try again.'],
};

/** Gives every error that has a meaning for the caller its {@link DomainError}; undefined: a fault of ours. */
export function translateError(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error;
  const status = statusOf(error);
  const known =
    status === undefined
      ? undefined
      : (KIND_OF_STATUS[status] ?? (isClientError(status) ? KIND_OF_STATUS[400] : undefined));
  if (known) {
    const detail = isBrokenJson(error) ? 'The body is not JSON that can be read.' : known[2];
    return new DomainError(known[0], known[1], detail, { cause: error });
  }
  if (isBrokenUpload(error))
    return new DomainError(
      'invalid',
      'UPLOAD_BROKEN',
      'The upload ended too early or is not multipart/form-data.',
      { cause: error },
    );
  return translateDatabaseError(error);
}

/** As Fastify's parser says it; Nest wraps that into an exception of its own. */
function isBrokenJson(error: unknown): boolean {
  const cause: unknown = error instanceof HttpException ? error.cause : error;
  return cause instanceof Error && 'code' in cause && cause.code === 'FST_ERR_CTP_INVALID_JSON_BODY';
}

/** The multipart parser gives its errors no status and no class of their own. */
function isBrokenUpload(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^(Multipart: |Unexpected end of (multipart data|form|file)|Part terminated early|Malformed )/.test(
      error.message,
    )
  );
}

function isClientError(status: number): boolean {
  return status >= 400 && status < 500;
}

/** Nest's HttpException and Fastify's own errors (body parser, content type) both carry a status. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number')
    return error.statusCode;
  return undefined;
}

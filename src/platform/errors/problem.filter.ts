import { ArgumentsHost, Catch, ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { keepCode } from './answered-codes.js';
import { DomainError } from './domain-error.js';
import { problemOf } from './problem.js';
import { translateError } from './translate-error.js';

/** The one place where errors become HTTP: `application/problem+json` (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.send(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Also used for what fails before Nest is reached, such as a malformed URL. */
  send(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const known = translateError(error);
    const requestId = String(request.id);
    if (!known) this.logger.error({ err: error, requestId }, 'unexpected error');
    // Those who are sent away are counted, not told of one by one: that would be more work than to serve them.
    if (known?.kind === 'unavailable' && known.code !== 'OVERLOADED')
      this.logger.warn({ err: known.cause ?? known, requestId }, known.code);
    const instance = request.url.split('?', 1)[0] ?? '/';
    const status = known ? problemOf(known, instance, requestId) : internalProblem(instance, requestId);
    keepCode(request, status.code);
    if (known?.extras.retryAfter !== undefined)
      void reply.header('Retry-After', String(known.extras.retryAfter));
    if (known?.kind === 'unauthenticated') void reply.header('WWW-Authenticate', 'Bearer');
    void reply
      .status(status.status)
      .header('Content-Type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(status));
  }
}

function internalProblem(instance: string, requestId: string): ReturnType<typeof problemOf> {
  const error = new DomainError(
    'unavailable',
    'INTERNAL_ERROR',
    'Something went wrong on our side; it was recorded under this request id.',
  );
  return { ...problemOf(error, instance, requestId), status: 500, title: 'Internal Server Error' };
}

import { CallHandler, ExecutionContext, Injectable, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { lastValueFrom, type Observable, of } from 'rxjs';
import { PERMISSION, type Principal } from '../access/index.js';
import { DomainError } from '../errors/domain-error.js';
import { canonical } from './canonical.js';
import { IdempotentAnswers } from './idempotent-answers.service.js';
import { NO_IDEMPOTENCY_KEY } from './no-idempotency-key.decorator.js';
import { type KeptAnswer, KeyUse } from './sealed-answer.js';

/** Printable ASCII, as headers are; at most 255. */
const KEY = /^[!-~](?:[ -~]{0,253}[!-~])?$/;

type Request = FastifyRequest & { user?: Principal };

/**
 * Gives a POST with an Idempotency-Key its first answer again. The outermost interceptor: what it keeps is what went out,
 * field rules applied; and the guards come before it, so that who may not call a route learns nothing of an earlier answer.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly answers: IdempotentAnswers,
  ) {}

  intercept(
    context: ExecutionContext,
    next: CallHandler<unknown>,
  ): Observable<unknown> | Promise<Observable<unknown>> {
    const { method, headers } = context.switchToHttp().getRequest<Request>();
    const key = headers['idempotency-key'];
    return method !== 'POST' || key === undefined ? next.handle() : this.once(key, context, next);
  }

  private async once(
    key: string | string[],
    context: ExecutionContext,
    next: CallHandler<unknown>,
  ): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const use = new KeyUse(this.callerOf(context, request), context.getHandler().name, readKey(key));
    const said = canonical({ url: request.url, body: request.body });
    const reply = http.getResponse<FastifyReply>();
    const answer = await this.answers.once(
      { use, said },
      () => lastValueFrom(next.handle(), { defaultValue: undefined }),
      (body) => ({ body: JSON.stringify(body) ?? null, etag: etagOf(reply) }),
    );
    return of('kept' in answer ? again(reply, answer.kept) : answer.result);
  }

  /** A key with the rights of its own is a caller of its own. @throws DomainError IDEMPOTENCY_KEY_NOT_TAKEN (400) */
  private callerOf(context: ExecutionContext, { user }: Request): string {
    const at = [context.getHandler(), context.getClass()];
    const why = this.reflector.getAllAndOverride<string | undefined>(NO_IDEMPOTENCY_KEY, at);
    const isBusiness = this.reflector.getAllAndOverride<string | undefined>(PERMISSION, at) !== undefined;
    if (user && isBusiness && why === undefined) return user.apiKeyId ?? user.userId;
    const reason = why ?? 'Answers about accounts and sessions are not kept.';
    throw DomainError.field(
      'Idempotency-Key',
      'IDEMPOTENCY_KEY_NOT_TAKEN',
      `This route takes no Idempotency-Key. ${reason}`,
    );
  }
}

function again(reply: FastifyReply, { body, etag }: KeptAnswer): unknown {
  void reply.header('Idempotent-Replayed', 'true');
  if (etag !== null) void reply.header('ETag', etag);
  return body === null ? undefined : JSON.parse(body);
}

function etagOf(reply: FastifyReply): string | null {
  const etag = reply.getHeader('etag');
  return typeof etag === 'string' ? etag : null;
}

/** @throws DomainError IDEMPOTENCY_KEY_INVALID (400) */
function readKey(key: string | string[]): string {
  if (typeof key === 'string' && KEY.test(key)) return key;
  throw DomainError.field(
    'Idempotency-Key',
    'IDEMPOTENCY_KEY_INVALID',
    'An Idempotency-Key is 1 to 255 printable ASCII characters, best a UUID.',
  );
}

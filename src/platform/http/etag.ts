import {
  applyDecorators,
  CallHandler,
  createParamDecorator,
  ExecutionContext,
  SetMetadata,
} from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { DomainError } from '../errors/domain-error.js';
import type { DirectInterceptor } from './interceptor-chain.js';

const VERSIONED = Symbol('versioned');

/** Sends the `version` of the answered row as a strong `ETag`. */
export const Versioned = (): MethodDecorator => SetMetadata(VERSIONED, true);

/** What {@link Versioned} asks for. */
export class VersionedInterceptor implements DirectInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    if (!this.reflector.get<boolean | undefined>(VERSIONED, context.getHandler())) return next.handle();
    return next.handle().pipe(
      map((body) => {
        const { version } = body as { version: number };
        void context.switchToHttp().getResponse<FastifyReply>().header('ETag', `"${version}"`);
        return body;
      }),
    );
  }
}

/** Documents the `If-Match` header; the handler reads it with {@link IfMatch}. */
export const ApiIfMatch = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'The `ETag` that the edit is based on; without it the edit is taken as it is.',
    }),
  );

/** The version named by `If-Match`, or undefined when the caller sends none. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number | undefined => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (header === undefined || header === '*') return undefined;
  const version = /^"(\d{1,9})"$/.exec(header)?.[1];
  if (!version)
    throw DomainError.field(
      'If-Match',
      'ETAG_INVALID',
      'If-Match must be an ETag as this API sends it, such as "3".',
    );
  return Number(version);
});

/** @throws DomainError STALE (412) when the row is no longer the one that the edit is based on */
export function assertFresh(
  current: { version: number },
  ifMatch: number | undefined,
  members: Readonly<Record<string, unknown>> = {},
): void {
  if (ifMatch === undefined || ifMatch === current.version) return;
  throw new DomainError(
    'stale',
    'STALE',
    `Somebody changed this since: it is at version ${current.version} now. Read it again.`,
    {
      members: { currentVersion: current.version, ...members },
    },
  );
}

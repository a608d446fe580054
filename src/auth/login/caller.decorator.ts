import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from './caller.js';

/** Where a request comes from. */
export const From = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return {
    address: request.ip,
    route: `${request.method} ${request.routeOptions.url ?? ''}`,
    userAgent: request.headers['user-agent'],
    requestId: String(request.id),
  };
});

import { finished } from 'node:stream';
import { CallHandler, ExecutionContext, Injectable, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { finalize, type Observable } from 'rxjs';
import type { Principal } from '../access/index.js';
import { COSTLY, type CostlyKind } from './costly-kinds.js';
import { CostlyLimits } from './costly-limits.service.js';

/**
 * Holds a place from before the handler until both its work is done and its answer is out or its caller gone:
 * a streamed file is still being made after the handler, and a plan still computed after a caller hung up.
 */
@Injectable()
export class CostlyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly limits: CostlyLimits,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const { user } = http.getRequest<FastifyRequest & { user?: Principal }>();
    const kind = this.reflector.get<CostlyKind | undefined>(COSTLY, context.getHandler());
    if (!user || !kind) throw new Error('A costly route needs a signed-in caller and its kind.');
    const end = await this.limits.begin(user.userId, kind);
    let waitingFor = 2;
    const oneDone = (): void => {
      waitingFor -= 1;
      if (waitingFor === 0) void end();
    };
    finished(http.getResponse<FastifyReply>().raw, oneDone);
    return next.handle().pipe(finalize(oneDone));
  }
}

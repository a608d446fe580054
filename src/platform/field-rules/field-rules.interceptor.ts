import type { CallHandler, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { DirectInterceptor } from '../http/interceptor-chain.js';
import { JsonText } from '../http/json-text.js';
import type { Principal } from '../access/index.js';
import { redacted } from './redact.js';
import { concerns } from './concerns.js';
import { refuseHidden } from './refuse-hidden.js';
import type { ShownAnswers } from './shown-answers.service.js';

type Request = FastifyRequest<{ Querystring: Record<string, unknown> }> & { user?: Principal };

/** Holds the field rules on every route: what comes in before it is read, what goes out after it is made. */
export class FieldRulesInterceptor implements DirectInterceptor {
  constructor(private readonly answers: ShownAnswers) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const plan = this.answers.planOf(context.getHandler().name);
    const { user: reader, query, body } = context.switchToHttp().getRequest<Request>();
    if (!plan || !reader) return next.handle();
    refuseHidden(plan, { query, body }, reader);
    if (!concerns(plan.answer, reader)) return next.handle();
    return next.handle().pipe(map((answer) => redacted(read(answer), plan.answer, reader)));
  }
}

function read(answer: unknown): unknown {
  return answer instanceof JsonText ? answer.toJSON() : answer;
}

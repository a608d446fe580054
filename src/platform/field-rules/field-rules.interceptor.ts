import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { Principal } from '../access/index.js';
import type { FieldPlan } from './field-plan.js';
import { redacted } from './redact.js';
import { refuseHidden } from './refuse-hidden.js';

type Request = FastifyRequest<{ Querystring: Record<string, unknown> }> & { user?: Principal };

/** Holds the field rules on every route: what comes in before it is read, what goes out after it is made. */
export class FieldRulesInterceptor implements NestInterceptor {
  private known: ReadonlyMap<string, FieldPlan> | undefined;

  /** @param plans by operation, which is the name of its handler; asked once, at the first request */
  constructor(private readonly plans: () => ReadonlyMap<string, FieldPlan>) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    this.known ??= this.plans();
    const plan = this.known.get(context.getHandler().name);
    const { user: reader, query, body } = context.switchToHttp().getRequest<Request>();
    if (!plan || !reader) return next.handle();
    refuseHidden(plan, { query, body }, reader);
    return next.handle().pipe(map((answer) => redacted(answer, plan.answer, reader)));
  }
}

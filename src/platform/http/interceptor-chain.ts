import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';

/** An interceptor that knows at once what it does. */
export interface DirectInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown>;
}

/**
 * Several interceptors as one, the first outermost. Each that Nest calls by itself costs a request some thirty objects and
 * turns of the queue, also where it has nothing to do.
 */
export class InterceptorChain implements NestInterceptor {
  constructor(
    private readonly outermost: NestInterceptor,
    private readonly inner: readonly DirectInterceptor[],
  ) {}

  intercept(
    context: ExecutionContext,
    next: CallHandler<unknown>,
  ): Observable<unknown> | Promise<Observable<unknown>> {
    const whole = this.inner.reduceRight<CallHandler<unknown>>(
      (after, one) => ({ handle: () => one.intercept(context, after) }),
      next,
    );
    return this.outermost.intercept(context, whole);
  }
}

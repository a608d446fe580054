import { Logger } from '@nestjs/common';
import { BrokenCircuitError, circuitBreaker, ConsecutiveBreaker, handleAll } from 'cockatiel';
import type { RoutePlan } from '../../domain/plan.js';
import type { RouteProblem } from '../../domain/problem.js';
import { type OptimizedPlan, RouteOptimizer } from '../../ports/route-optimizer.port.js';
import { planOf, VroomNonsense } from './vroom-answer.js';
import { vroomRequest } from './vroom-request.js';

export interface VroomLimits {
  /** Longest wait for an answer, milliseconds. */
  timeoutMs: number;
  /** Largest body sent: vroom-express answers a larger one not at all. Bytes. */
  maxBytes: number;
  /** After three failures the service is left alone for so long, milliseconds. */
  restMs: number;
}

const LIMITS: VroomLimits = { timeoutMs: 2000, maxBytes: 9_000_000, restMs: 30_000 };

class VroomUnreachable extends Error {}

/** The VROOM service, and our own engine whenever it does not answer with a plan that keeps the rules. */
export class VroomOptimizer extends RouteOptimizer {
  private readonly logger = new Logger(VroomOptimizer.name);
  private readonly breaker;

  constructor(
    private readonly url: string,
    private readonly fallback: RouteOptimizer,
    private readonly limits: VroomLimits = LIMITS,
  ) {
    super();
    this.breaker = circuitBreaker(handleAll, {
      halfOpenAfter: limits.restMs,
      breaker: new ConsecutiveBreaker(3),
    });
  }

  override async optimize(problem: RouteProblem): Promise<OptimizedPlan> {
    const body = JSON.stringify(vroomRequest(problem));
    if (Buffer.byteLength(body) > this.limits.maxBytes)
      return this.degrade(problem, 'the problem is too large for it');
    try {
      const plan = await this.breaker.execute(() => this.ask(problem, body));
      return { plan, engine: 'vroom', degradedReason: null };
    } catch (error) {
      return this.degrade(problem, reasonOf(error));
    }
  }

  private async ask(problem: RouteProblem, body: string): Promise<RoutePlan> {
    const response = await overNetwork(
      fetch(this.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        // A day's places go to the configured service and nowhere else.
        redirect: 'error',
        signal: AbortSignal.timeout(this.limits.timeoutMs),
      }),
    );
    if (!response.ok) throw new VroomNonsense(`it answered ${response.status}`);
    return planOf(problem, parse(await overNetwork(response.text())));
  }

  private async degrade(problem: RouteProblem, reason: string): Promise<OptimizedPlan> {
    this.logger.warn(`VROOM did not plan: ${reason}`);
    return { ...(await this.fallback.optimize(problem)), degradedReason: `VROOM did not plan: ${reason}.` };
  }
}

/** What fails here failed on the way, a refused redirect too. @throws VroomUnreachable, or the timeout as it is */
async function overNetwork<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (cause) {
    if (isTimeout(cause)) throw cause;
    throw new VroomUnreachable('no answer came', { cause });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new VroomNonsense('its answer is not a plan', { cause });
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}

function reasonOf(error: unknown): string {
  if (error instanceof VroomNonsense) return error.message;
  if (error instanceof BrokenCircuitError) return 'it has failed too often just now';
  if (isTimeout(error)) return 'it did not answer in time';
  if (error instanceof VroomUnreachable) return 'it is not reachable';
  throw error;
}

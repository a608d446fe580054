import { Logger } from '@nestjs/common';
import { checkPlan } from '../../domain/check-plan.js';
import type { RoutePlan } from '../../domain/plan.js';
import type { RouteProblem } from '../../domain/problem.js';
import { type OptimizedPlan, RouteOptimizer } from '../../ports/route-optimizer.port.js';
import { type Ask, RouteService, type ServiceLimits } from '../http/route-service.js';
import { ServiceFailure } from '../http/service-failure.js';
import { planOf } from './vroom-answer.js';
import { vroomRequest } from './vroom-request.js';

export interface VroomLimits extends ServiceLimits {
  /** Largest body sent: vroom-express answers a larger one not at all. Bytes. */
  readonly maxBytes: number;
}

/** A service that needs two seconds for a day is of no more use than none. */
const LIMITS: VroomLimits = {
  timeoutMs: 1500,
  maxBytes: 9_000_000,
  maxAnswerBytes: 9_000_000,
  restMs: 30_000,
};

/** The VROOM service, and our own engine whenever it does not answer with a plan that keeps the rules. */
export class VroomOptimizer extends RouteOptimizer {
  private readonly logger = new Logger(VroomOptimizer.name);
  private readonly service: RouteService;

  constructor(
    private readonly url: string,
    private readonly fallback: RouteOptimizer,
    private readonly limits: VroomLimits = LIMITS,
  ) {
    super();
    this.service = new RouteService(limits);
  }

  override async optimize(problem: RouteProblem): Promise<OptimizedPlan> {
    try {
      const body = this.bodyOf(problem);
      const plan = await this.service.run((ask) => this.plan(problem, body, ask));
      return { plan, engine: 'vroom', degradedReason: null };
    } catch (error) {
      if (!(error instanceof ServiceFailure)) throw error;
      this.logger.warn(`VROOM did not plan: ${error.message}`);
      const degradedReason = `VROOM did not plan: ${error.message}.`;
      return { ...(await this.fallback.optimize(problem)), degradedReason };
    }
  }

  private bodyOf(problem: RouteProblem): string {
    const body = JSON.stringify(vroomRequest(problem));
    if (Buffer.byteLength(body) > this.limits.maxBytes)
      throw new ServiceFailure('the problem is too large for it', 'REQUEST');
    return body;
  }

  private async plan(problem: RouteProblem, body: string, ask: Ask): Promise<RoutePlan> {
    const headers = { 'content-type': 'application/json' };
    const plan = planOf(problem, await ask(this.url, { method: 'POST', headers, body }));
    if (checkPlan(problem, plan).length > 0) throw new ServiceFailure('its plan breaks the rules');
    return plan;
  }
}

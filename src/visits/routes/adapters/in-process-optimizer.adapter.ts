import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DomainError } from '../../../platform/errors/index.js';
import type { RouteProblem } from '../domain/problem.js';
import { RouteEngineError } from '../engine/route-engine-error.js';
import { RouteWorkerPool } from '../engine/route-worker-pool.js';
import { type OptimizedPlan, RouteOptimizer } from '../ports/route-optimizer.port.js';

/** Our own engine in worker threads: always there, never on the event loop. */
@Injectable()
export class InProcessOptimizer extends RouteOptimizer implements OnApplicationShutdown {
  private readonly pool = new RouteWorkerPool();

  override async optimize(problem: RouteProblem): Promise<OptimizedPlan> {
    try {
      return { plan: await this.pool.solve(problem), engine: 'in-process', degradedReason: null };
    } catch (error) {
      // INVALID is a fault of ours: requests are checked before they become problems.
      if (!(error instanceof RouteEngineError) || error.failure === 'INVALID') throw error;
      throw new DomainError('unavailable', 'ROUTE_ENGINE_UNAVAILABLE', error.message, {
        retryAfter: 5,
        cause: error,
      });
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.close();
  }
}

import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { MetricsService } from '../../platform/health/metrics.service.js';

/** How many days were planned, for those who watch the service. */
@Injectable()
export class PlanFigures {
  private readonly plans: Counter<'degraded'>;

  constructor({ registry }: MetricsService) {
    this.plans = new Counter({
      name: 'route_plans_total',
      help: 'Days planned by this process; degraded: without an engine or a map that is configured, or in a hurry',
      labelNames: ['degraded'],
      registers: [registry],
    });
    // From none to one would be no increase to who watches.
    for (const degraded of ['true', 'false']) this.plans.inc({ degraded }, 0);
  }

  count(isDegraded: boolean): void {
    this.plans.inc({ degraded: String(isDegraded) });
  }
}

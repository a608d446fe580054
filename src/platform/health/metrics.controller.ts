import { Controller, Get, Header, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../access/access.decorators.js';
import { AppConfig } from '../config/config.js';
import { DomainError } from '../errors/domain-error.js';
import { MetricsService } from './metrics.service.js';

/** Prometheus reads this; closed in production unless METRICS_ENABLED says otherwise. */
@ApiExcludeController()
@Public()
@Controller({ path: 'metrics', version: VERSION_NEUTRAL })
export class MetricsController {
  constructor(
    private readonly metrics: MetricsService,
    private readonly config: AppConfig,
  ) {}

  @Get()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  async read(): Promise<string> {
    if (!this.config.metricsEnabled)
      throw new DomainError('not-found', 'NO_SUCH_ROUTE', 'There is nothing at this address.');
    return this.metrics.text();
  }
}

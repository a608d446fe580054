import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MetricsService } from '../health/metrics.service.js';

/** Headers and figures that belong to every answer, refused ones included. */
export function addHttpHooks(app: NestFastifyApplication): void {
  const { requestSeconds } = app.get(MetricsService, { strict: false });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.header('X-Request-Id', request.id);
    if (request.url.startsWith('/api/v1')) void reply.header('Cache-Control', 'no-store');
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    requestSeconds.observe(
      { method: request.method, route, status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
  });
}

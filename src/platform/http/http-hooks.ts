import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../access/principal.js';
import { codeAnswered } from '../errors/answered-codes.js';
import { MetricsService } from '../health/metrics.service.js';
import { Stopping } from '../stopping/index.js';
import { Answers } from './answers.service.js';
import { securityHeaders } from './security-headers.js';
import { withoutSecrets } from './without-secrets.js';

const TOLD = Symbol('told');
type KnownRequest = FastifyRequest & { [TOLD]?: true };

/** As nginx has it: the caller hung up before the answer began. */
const HUNG_UP = 499;

/** Headers, figures and the log line that belong to every answer, refused ones included. */
export function addHttpHooks(app: NestFastifyApplication): void {
  const { requestSeconds } = app.get(MetricsService, { strict: false });
  const answers = app.get(Answers, { strict: false });
  const stopping = app.get(Stopping, { strict: false });
  const logger = new Logger('Http');
  const fastify = app.getHttpAdapter().getInstance();
  const security = securityHeaders();
  fastify.decorateRequest(TOLD);
  fastify.addHook('onRequest', (request, reply, next) => {
    // No hook of Fastify runs after an answer that could not be sent to its end. Whoever awaits a reply listens too: ten already do at some.
    reply.raw.setMaxListeners(20).on('close', () => {
      if (!reply.raw.writableFinished)
        tell(request, reply, reply.raw.headersSent ? reply.statusCode : HUNG_UP);
    });
    void reply.headers(security).header('X-Request-Id', request.id);
    // The next request of this connection goes to a process that stays.
    if (stopping.hasBegun) void reply.header('Connection', 'close');
    if (request.url.startsWith('/api/v1')) void reply.header('Cache-Control', 'no-store');
    next();
  });
  fastify.addHook('onResponse', (request, reply, next) => {
    tell(request, reply, reply.statusCode);
    next();
  });
  function tell(request: KnownRequest, reply: FastifyReply, status: number): void {
    if (request[TOLD]) return;
    request[TOLD] = true;
    const route = request.routeOptions.url ?? 'unknown';
    const { method, ip: address } = request;
    requestSeconds.observe({ method, route, status: String(status) }, reply.elapsedTime / 1000);
    if (route.startsWith('/health')) return;
    const { user } = request as { user?: Principal };
    const code = codeAnswered(request);
    const requestId = String(request.id);
    const path = withoutSecrets(request.url.split('?', 1)[0] ?? '');
    const milliseconds = Math.round(reply.elapsedTime);
    const userId = user?.userId;
    const apiKeyId = user?.apiKeyId ?? undefined;
    logger.log({
      ...{
        msg: 'answered',
        method,
        route,
        path,
        status,
        code,
        userId,
        apiKeyId,
        address,
        requestId,
        milliseconds,
      },
    });
    const params = (request.params ?? {}) as Record<string, string>;
    answers.tell({ method, route, params, status, code, user, address, requestId });
  }
}

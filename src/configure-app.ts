import { randomUUID } from 'node:crypto';
import fastifyMultipart from '@fastify/multipart';
import { Logger as NestLogger, RequestMethod } from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module.js';
import { builtDocument } from './platform/openapi/built-document.js';
import { addOpenApi, openApiDocument } from './platform/openapi/openapi.js';
import type { AppConfig } from './platform/config/config.js';
import { answerUnread, ProblemFilter } from './platform/errors/index.js';
import { addHttpHooks } from './platform/http/http-hooks.js';
import { InterceptorChain } from './platform/http/interceptor-chain.js';
import { addLoadHooks } from './platform/http/load-hooks.js';
import { A_YEAR } from './platform/http/security-headers.js';
import { VersionedInterceptor } from './platform/http/etag.js';
import { bodyOf } from './platform/http/json-text.js';
import { addFormParser } from './platform/http/takes-form.js';
import { IdempotencyInterceptor } from './platform/idempotency/index.js';
import { fieldPlans, FieldRulesInterceptor, ShownAnswers } from './platform/field-rules/index.js';
import { InputPipe } from './platform/http/index.js';
import { StoppableAdapter, Stopping } from './platform/stopping/index.js';
import { Clock } from './platform/time/clock.js';
import { serveWeb } from './platform/web/serve-web.js';

const MEGABYTE = 1_048_576;
const PREFIX = 'api/v1';
/** What helmet and the hooks say on every other answer. */
const UNHOOKED_HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': `max-age=${A_YEAR}; includeSubDomains`,
  'X-Content-Type-Options': 'nosniff',
};

/**
 * Everything that makes the application the application; `main.ts` and every test call this.
 * @param clock where rules get their "now" from; a story may bring one that it moves
 */
export async function createApp(
  config: AppConfig,
  { clock = new Clock() } = {},
): Promise<NestFastifyApplication> {
  const filter = new ProblemFilter();
  const adapter = new StoppableAdapter({
    bodyLimit: MEGABYTE,
    trustProxy: (_address: string, hop: number) => hop < config.trustedProxies,
    requestTimeout: 30_000,
    // A stopping process serves what still reaches it; each answer closes its connection.
    return503OnClosing: false,
    // Node looks for requests over time at this pace; its own default would double the limit.
    http: { headersTimeout: 15_000, connectionsCheckingInterval: 5_000 },
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: (error, socket) => answerUnread(error, socket, UNHOOKED_HEADERS),
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      // No hook runs for an address that can't be read.
      void reply.headers({ ...UNHOOKED_HEADERS, 'X-Request-Id': request.id });
      filter.send(error, request, reply);
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config, clock), adapter, {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  const stopping = app.get(Stopping, { strict: false });
  adapter.onStop = () => stopping.begin();
  app.setGlobalPrefix(PREFIX, {
    exclude: [
      { path: 'health/{*rest}', method: RequestMethod.GET },
      { path: 'metrics', method: RequestMethod.GET },
    ],
  });
  const answers = app.get(ShownAnswers, { strict: false });
  answers.readFrom(() => fieldPlans(builtDocument() ?? openApiDocument(app)));
  app.useGlobalInterceptors(
    new InterceptorChain(app.get(IdempotencyInterceptor, { strict: false }), [
      new FieldRulesInterceptor(answers),
      new VersionedInterceptor(app.get(Reflector)),
    ]),
  );
  app.useGlobalPipes(new InputPipe());
  app.useGlobalFilters(filter);
  app.enableCors({
    origin: [...config.corsOrigins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: ['ETag', 'Idempotent-Replayed', 'Retry-After', 'X-Request-Id'],
    maxAge: 600,
  });
  await app.register(fastifyMultipart, {
    limits: { fileSize: config.importMaxMegabytes * MEGABYTE, files: 1, fields: 10, fieldSize: 64 * 1024 },
  });
  // Fastify's own JSON parser stays (it refuses prototype keys); nothing else but JSON and uploads is read.
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeContentTypeParser('text/plain');
  addFormParser(fastify);
  // Fastify sends bytes as well; its types know nothing of that.
  fastify.setReplySerializer(bodyOf as (answer: unknown) => string);
  addHttpHooks(app);
  addLoadHooks(app, filter);
  if (config.docsEnabled) addOpenApi(app);
  if (!(await serveWeb(app, config)))
    new NestLogger('Web').warn(
      'The web application is not built, so / has no pages: npm run build:web builds it.',
    );
  return app;
}

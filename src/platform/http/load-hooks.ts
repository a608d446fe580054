import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { overloaded, type ProblemFilter } from '../errors/index.js';
import { type Patience, withPatience } from '../prisma/pool/index.js';
import { PrismaService } from '../prisma/prisma.service.js';

/** Gives each request its patience, and turns away who comes when too many have been waiting too long already. */
export function addLoadHooks(app: NestFastifyApplication, filter: ProblemFilter): void {
  const { pool } = app.get(PrismaService, { strict: false });
  const fastify = app.getHttpAdapter().getInstance();
  const patience = new WeakMap<FastifyRequest, Patience>();
  fastify.addHook('onRequest', (request, reply, next) => {
    // Health and figures have to be told just then.
    if (!request.url.startsWith('/api/') || pool.admits()) next();
    else filter.send(overloaded(), request, reply);
  });
  // Not before the body is read: a slow upload is no burden to the database.
  fastify.addHook('preHandler', (request, _reply, next) => {
    // A request whose address nobody knows comes by here twice, and is still one.
    const own = patience.get(request) ?? pool.newcomer();
    patience.set(request, own);
    withPatience(own, next);
  });
  fastify.addHook('onSend', (request, _reply, _payload, next) => {
    patience.get(request)?.end();
    next();
  });
  // Who hangs up before the answer is not sent one.
  fastify.addHook('onResponse', (request, _reply, next) => {
    patience.get(request)?.end();
    next();
  });
}

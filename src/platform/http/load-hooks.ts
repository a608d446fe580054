import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { overloaded, type ProblemFilter } from '../errors/index.js';
import { type Patience, withPatience } from '../prisma/pool/index.js';
import { PrismaService } from '../prisma/prisma.service.js';

const PATIENCE = Symbol('patience');
type PatientRequest = FastifyRequest & { [PATIENCE]?: Patience };

/** Gives each request its patience, and turns away who comes when too many have been waiting too long already. */
export function addLoadHooks(app: NestFastifyApplication, filter: ProblemFilter): void {
  const { pool } = app.get(PrismaService, { strict: false });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.decorateRequest(PATIENCE);
  fastify.addHook('onRequest', (request, reply, next) => {
    // Health and figures have to be told just then.
    if (!request.url.startsWith('/api/') || pool.admits()) next();
    else filter.send(overloaded(), request, reply);
  });
  // Not before the body is read: a slow upload is no burden to the database.
  fastify.addHook('preHandler', (request, _reply, next) => {
    // A request whose address nobody knows comes by here twice, and is still one.
    const own = ((request as PatientRequest)[PATIENCE] ??= pool.newcomer());
    withPatience(own, next);
  });
  fastify.addHook('onSend', (request, _reply, _payload, next) => {
    (request as PatientRequest)[PATIENCE]?.end();
    next();
  });
  // Who hangs up before the answer is not sent one.
  fastify.addHook('onResponse', (request, _reply, next) => {
    (request as PatientRequest)[PATIENCE]?.end();
    next();
  });
}

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppConfig } from '../config/config.js';
import { tellMap } from './map-setting.js';
import { pagePolicy } from './page-policy.js';

const BUILD = resolve(import.meta.dirname, '../../../web/build');
/** What the bundler names by its content. */
const HASHED = '/_app/immutable/';
/** Addresses of machines: a missing one is answered in JSON, whatever is accepted. */
const NOT_PAGES = /^\/(api|health|metrics|_app)(\/|$)/;

/**
 * Serves the web application at `/`, beside the API: its files, and its one page for every address that a person opens.
 * Where it was not built there is nothing to serve, and the API runs alone.
 * @returns whether there was something to serve
 */
export async function serveWeb(
  app: NestFastifyApplication,
  map: Pick<AppConfig, 'mapTiles' | 'mapAttribution'>,
  folder = BUILD,
): Promise<boolean> {
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return false;
  const html = tellMap(readFileSync(page, 'utf8'), map);
  const policy = pagePolicy(html, map.mapTiles);
  const fastify = app.getHttpAdapter().getInstance();
  await fastify.register(fastifyStatic, {
    ...{
      root: folder,
      index: false,
      wildcard: false,
      preCompressed: true,
      cacheControl: false,
      decorateReply: false,
    },
    globIgnore: ['index.html'],
    setHeaders: (reply, path) => {
      const kept = path.includes(HASHED) ? 'public, max-age=31536000, immutable' : 'no-cache';
      void reply.header('Cache-Control', kept);
    },
  });
  const show = (_request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    reply
      .headers({ 'Cache-Control': 'no-cache', 'Content-Security-Policy': policy })
      .type('text/html; charset=utf-8')
      .send(html);
  fastify.get('/', show);
  fastify.get('/*', (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    const wanted = request.headers.accept?.includes('text/html') ?? false;
    if (wanted && !NOT_PAGES.test(path)) return show(request, reply);
    reply.callNotFound();
    return reply;
  });
  return true;
}

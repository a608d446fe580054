import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../platform/errors/index.js';

const NAME = 'nexus_refresh';
/** The only address that the browser sends it to. */
export const WEB_SESSION_PATH = '/api/v1/auth/web-session';

/**
 * The refresh token of a browser, where no script can read it: `HttpOnly`, for these routes alone, and never sent with
 * what another site asks for (ASVS 3.3.1–3.3.4).
 */
export class RefreshCookie {
  // Really private: what checks the input of handlers looks into their arguments.
  readonly #request: FastifyRequest;
  readonly #reply: FastifyReply;

  constructor(request: FastifyRequest, reply: FastifyReply) {
    this.#request = request;
    this.#reply = reply;
  }

  read(): string | undefined {
    const pairs = (this.#request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
    return pairs.find((pair) => pair.startsWith(`${NAME}=`))?.slice(NAME.length + 1) || undefined;
  }

  keep(token: string, { seconds, secure }: { seconds: number; secure: boolean }): void {
    void this.#reply.header('Set-Cookie', cookie(token, seconds, secure));
  }

  forget(secure: boolean): void {
    void this.#reply.header('Set-Cookie', cookie('', 0, secure));
  }
}

function cookie(value: string, seconds: number, secure: boolean): string {
  const parts = [`${NAME}=${value}`, `Path=${WEB_SESSION_PATH}`, `Max-Age=${seconds}`];
  return [...parts, 'HttpOnly', 'SameSite=Strict', ...(secure ? ['Secure'] : [])].join('; ');
}

/** The cookie as a handler's argument; only for pages of this very origin. */
export const Cookie = createParamDecorator((_: unknown, context: ExecutionContext): RefreshCookie => {
  const http = context.switchToHttp();
  const request = http.getRequest<FastifyRequest>();
  assertOwnPage(request);
  return new RefreshCookie(request, http.getResponse<FastifyReply>());
});

/** `SameSite` lets the neighbours of a domain in (`shop.example` calls `crm.example`); this keeps them out too. */
function assertOwnPage({ headers, host }: FastifyRequest): void {
  const { origin, 'sec-fetch-site': site } = headers;
  const foreign = site === undefined ? origin !== undefined && !isOf(origin, host) : site !== 'same-origin';
  if (foreign)
    throw new DomainError(
      'forbidden',
      'OTHER_ORIGIN',
      'Only pages of this address may use the cookie; other frontends send the refresh token to POST /auth/refresh.',
    );
}

function isOf(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}

import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../platform/errors/index.js';

/** With this prefix a browser takes it from this very host alone, over HTTPS: no neighbour can put its own in its place. */
const SECURE = { name: '__Host-nexus_refresh', attributes: ['Path=/', 'Secure'] };
/** Over plain HTTP, where no browser takes the prefix. */
const PLAIN = { name: 'nexus_refresh', attributes: ['Path=/api/v1/auth/web-session'] };

/**
 * The refresh token of a browser, where no script can read it: `HttpOnly`, read by these routes alone, and never sent
 * with what another site asks for (ASVS 3.3.1–3.3.4).
 */
export class RefreshCookie {
  // Really private: what checks the input of handlers looks into their arguments.
  readonly #request: FastifyRequest;
  readonly #reply: FastifyReply;

  constructor(request: FastifyRequest, reply: FastifyReply) {
    this.#request = request;
    this.#reply = reply;
  }

  /** None where there are two: one of them is somebody else's, and nobody can say which. */
  read(secure: boolean): string | undefined {
    const { name } = kindOf(secure);
    const pairs = (this.#request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
    const [value, ...others] = pairs.filter((pair) => pair.startsWith(`${name}=`));
    return others.length > 0 ? undefined : value?.slice(name.length + 1) || undefined;
  }

  keep(token: string, { seconds, secure }: { seconds: number; secure: boolean }): void {
    void this.#reply.header('Set-Cookie', cookie(token, seconds, secure));
  }

  forget(secure: boolean): void {
    void this.#reply.header('Set-Cookie', cookie('', 0, secure));
  }
}

function cookie(value: string, seconds: number, secure: boolean): string {
  const { name, attributes } = kindOf(secure);
  return [`${name}=${value}`, ...attributes, `Max-Age=${seconds}`, 'HttpOnly', 'SameSite=Strict'].join('; ');
}

function kindOf(secure: boolean): typeof SECURE {
  return secure ? SECURE : PLAIN;
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

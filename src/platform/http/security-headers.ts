import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';

/** Seconds. */
export const A_YEAR = 31_536_000;

/** What helmet says on an answer. It is the same on each, so it is asked once and not at every request. */
export function securityHeaders(): OutgoingHttpHeaders {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  helmet({
    contentSecurityPolicy: { directives: { frameAncestors: ["'none'"], upgradeInsecureRequests: null } },
    strictTransportSecurity: { maxAge: A_YEAR, includeSubDomains: true },
    referrerPolicy: { policy: 'no-referrer' },
  })(request, response, () => undefined);
  return { ...response.getHeaders() };
}

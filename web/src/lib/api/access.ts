import { Problem } from './problem.ts';

/** The access token lives in this module's memory and nowhere else: neither storage nor the page has it. */
let token: string | undefined;
let renewal: Promise<boolean> | undefined;
let renew: () => Promise<boolean> = () => Promise.resolve(false);

export function useToken(next: string | undefined): void {
  token = next;
}

/** What gets a new token when the present one has ended; false: nobody is signed in any more. */
export function renewBy(way: () => Promise<boolean>): void {
  renew = way;
}

/** Several requests that meet an ended token wait for one renewal. */
function renewOnce(): Promise<boolean> {
  renewal ??= renew().finally(() => (renewal = undefined));
  return renewal;
}

/** The session's own addresses go by the cookie: their 401 is the end, and a renewal that waited for itself would never be. */
const OF_THE_SESSION = '/api/v1/auth/web-session';

/**
 * `fetch` with the access token; an ended one is renewed once, and the request sent again.
 * @throws Problem (status 0) when no answer came, or not the whole of it
 */
export async function signedFetch(request: Request): Promise<Response> {
  const renewable = token !== undefined && !new URL(request.url).pathname.startsWith(OF_THE_SESSION);
  const again = renewable ? request.clone() : undefined;
  const response = await send(request);
  if (response.status !== 401 || again === undefined) return response;
  return (await renewOnce()) ? send(again) : response;
}

async function send(request: Request): Promise<Response> {
  const signed = new Request(request);
  if (token !== undefined) signed.headers.set('Authorization', `Bearer ${token}`);
  try {
    return await whole(await fetch(signed));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw Problem.offline(error);
  }
}

/** An answer is there to its last byte, or it is none: what reads it later can't be cut off in the middle. */
async function whole(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  const body = await response.blob();
  return new Response(body.size === 0 ? null : body, { status, statusText, headers });
}

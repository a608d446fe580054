import { Problem } from './problem.ts';

/** The access token lives in this module's memory and nowhere else: neither storage nor the page has it. */
let token: string | undefined;
let renewal: Promise<boolean> | undefined;
let renew: () => Promise<boolean> = () => Promise.resolve(false);
/** The page was opened without network: whoever is shown still has to get a token before anything is sent. */
let owed = false;
let hear: (answered: boolean) => void = () => undefined;

export function useToken(next: string | undefined): void {
  token = next;
  owed = false;
}

/** The next request gets a token first. */
export function oweToken(): void {
  token = undefined;
  owed = true;
}

/** Who wants to know whether the server answers: any answer counts, a refusal too. */
export function onHeard(listener: (answered: boolean) => void): void {
  hear = listener;
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
 * @throws Problem (status 0) when no answer came, or not the whole of it; 401 when a session that is owed a token is over
 */
export function signedFetch(request: Request): Promise<Response> {
  return renewing(request, async (signed) => whole(await fetch(signed)));
}

/** The same for an answer that goes on: its body is read while it comes. @throws Problem (status 0) when none began */
export function signedStream(request: Request): Promise<Response> {
  return renewing(request, fetch);
}

type Way = (signed: Request) => Promise<Response>;

async function renewing(request: Request, way: Way): Promise<Response> {
  const isOfTheSession = new URL(request.url).pathname.startsWith(OF_THE_SESSION);
  if (owed && !isOfTheSession && !(await renewOnce()))
    throw new Problem(401, 'UNAUTHENTICATED', 'The session has ended.');
  const renewable = token !== undefined && !isOfTheSession;
  const again = renewable ? request.clone() : undefined;
  const response = await send(request, way);
  if (response.status !== 401 || again === undefined) return response;
  return (await renewOnce()) ? send(again, way) : response;
}

async function send(request: Request, way: Way): Promise<Response> {
  const signed = new Request(request);
  if (token !== undefined) signed.headers.set('Authorization', `Bearer ${token}`);
  try {
    const answer = await way(signed);
    hear(true);
    return answer;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    hear(false);
    throw Problem.offline(error);
  }
}

/** An answer is there to its last byte, or it is none: what reads it later can't be cut off in the middle. */
async function whole(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  const body = await response.blob();
  return new Response(body.size === 0 ? null : body, { status, statusText, headers });
}

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

/**
 * `fetch` with the access token; an ended one is renewed once, and the request sent again.
 * @throws Problem (status 0) when no answer came
 */
export async function signedFetch(request: Request): Promise<Response> {
  const again = token === undefined ? undefined : request.clone();
  const response = await send(request);
  if (response.status !== 401 || again === undefined) return response;
  return (await renewOnce()) ? send(again) : response;
}

async function send(request: Request): Promise<Response> {
  const signed = new Request(request);
  if (token !== undefined) signed.headers.set('Authorization', `Bearer ${token}`);
  try {
    return await fetch(signed);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw Problem.offline(error);
  }
}

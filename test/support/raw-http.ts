import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A request with any method and any headers, as no well-behaved client would send it. */
export async function rawRequest(
  url: string,
  method: string,
  headers: Record<string, string> = {},
): Promise<RawAnswer> {
  const sent = request(url, { method, headers, agent: false });
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const chunks = await response.toArray();
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: Buffer.concat(chunks as Buffer[]).toString(),
  };
}

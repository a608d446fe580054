import { ServiceFailure } from './service-failure.js';

/** Reads an answer up to a size: a service gone wild must not fill our memory. @throws ServiceFailure */
export async function boundedBody(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  if (!response.body) return '';
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    // Leaving the loop cancels the stream, and with it the connection.
    if (bytes > maxBytes) throw new ServiceFailure('its answer is far too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

import { createHmac } from 'node:crypto';
import { keyOf } from '../secrets/webhook-secret.js';

/**
 * The headers of Standard Webhooks: who verifies computes the same HMAC-SHA256 over `id.timestamp.body`.
 * @param secrets each gives a signature; the receiver knows one of them
 */
export function signedHeaders(
  secrets: readonly string[],
  id: string,
  at: Date,
  body: string,
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const digest = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64');
    return `v1,${digest}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}

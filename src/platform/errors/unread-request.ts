import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

interface Unread {
  status: number;
  code: string;
  detail: string;
}

const TOO_SLOW: Unread = {
  status: 408,
  code: 'REQUEST_TIMEOUT',
  detail: 'The request took too long to come.',
};
const HEADERS_TOO_LARGE: Unread = {
  status: 431,
  code: 'HEADERS_TOO_LARGE',
  detail: 'The headers of the request are too large.',
};
const UNREADABLE: Unread = {
  status: 400,
  code: 'BAD_REQUEST',
  detail: 'This is no HTTP that can be read. In an address, letters such as à are percent-encoded: %C3%A0.',
};
const MEANING: Readonly<Record<string, Unread>> = {
  ERR_HTTP_REQUEST_TIMEOUT: TOO_SLOW,
  HPE_HEADER_OVERFLOW: HEADERS_TOO_LARGE,
};

/**
 * Answers what Node's parser refuses before there is a request, in the form of all other refusals.
 * @param headers what every answer says
 */
export function answerUnread(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  headers: Readonly<Record<string, string>>,
): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) socket.write(answerTo(MEANING[error.code ?? ''] ?? UNREADABLE, headers));
  socket.destroy(error);
}

function answerTo({ status, code, detail }: Unread, headers: Readonly<Record<string, string>>): string {
  const type = `urn:nexus-crm:problem:${code.toLowerCase().replaceAll('_', '-')}`;
  const title = STATUS_CODES[status] ?? 'Error';
  const requestId = randomUUID();
  const body = JSON.stringify({ type, title, status, detail, instance: '/', code, requestId });
  const lines = Object.entries({
    ...headers,
    'X-Request-Id': requestId,
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  }).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${title}`, ...lines, '', body].join('\r\n');
}

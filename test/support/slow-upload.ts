import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { Person } from './people.ts';

/** An upload that has begun and goes on for as long as the story likes. */
export interface SlowUpload {
  /** The status and `Retry-After`, once there is an answer. */
  answer: Promise<{ status: number; retryAfter: string | undefined }>;
  finish: () => void;
  hangUp: () => void;
}

const BEGINNING = [
  '--x\r\nContent-Disposition: form-data; name="type"\r\n\r\nclients\r\n',
  '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\nName\r\n',
].join('');

export function beginUpload(url: string, person: Person): SlowUpload {
  const sent = request(`${url}/api/v1/imports`, {
    method: 'POST',
    agent: false,
    headers: {
      authorization: `Bearer ${person.token}`,
      'content-type': 'multipart/form-data; boundary=x',
    },
  });
  sent.write(BEGINNING);
  const answer = once(sent, 'response').then(([response]: IncomingMessage[]) => {
    response?.resume();
    return { status: response?.statusCode ?? 0, retryAfter: response?.headers['retry-after'] };
  });
  // Who hangs up wants no answer.
  answer.catch(() => undefined);
  return {
    answer,
    finish: () => void sent.end('Rossi\r\n--x--\r\n'),
    hangUp: () => void sent.destroy(),
  };
}

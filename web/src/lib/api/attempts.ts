import { Problem } from './problem.ts';

interface Attempt {
  key: string;
  body: unknown;
}

/** Writes that nobody answered yet, by what they do. */
const unanswered = new Map<string, Attempt>();

/**
 * Sends a write so that it is done once, however often it is tried: until an answer comes, each try of the same thing
 * carries the same `Idempotency-Key` and the same body.
 * @param what names what is done, such as `check-in <visit>`; another deed has another name
 * @param prepare makes the body of the first try
 * @throws Problem
 */
export async function once<B, T>(
  what: string,
  prepare: () => B | Promise<B>,
  send: (body: B, header: { 'Idempotency-Key': string }) => Promise<T>,
): Promise<T> {
  const attempt = unanswered.get(what) ?? { key: crypto.randomUUID(), body: await prepare() };
  unanswered.set(what, attempt);
  try {
    const answer = await send(attempt.body as B, { 'Idempotency-Key': attempt.key });
    unanswered.delete(what);
    return answer;
  } catch (error) {
    if (error instanceof Problem && isAnswer(error)) unanswered.delete(what);
    throw error;
  }
}

/** What one person tried is not sent for the next one. */
export function forgetAttempts(): void {
  unanswered.clear();
}

/** No network, a fault on the way, or a first try that is still at work: what was done is not known. */
function isAnswer({ status, code }: Problem): boolean {
  return status > 0 && status < 500 && code !== 'IDEMPOTENCY_KEY_IN_PROGRESS';
}

import { signedStream } from './access.ts';
import { Problem } from './problem.ts';

export interface ServerEvent {
  event: string;
  data: unknown;
}

/** Where a stream stands: after an interruption it goes on from there. */
interface Place {
  last: string | undefined;
}

const AGAIN_MS = 3_000;
/** The server has as many readers as it takes, or this person has. */
const FULL_MS = 30_000;

/**
 * Reads server-sent events until the signal ends it, and goes on after interruptions. The browser's own EventSource
 * can't send the token in a header.
 * @param opened is called when a stream begins, and with false when it broke off
 * @throws Problem when there is nothing to follow, or one may not
 */
export async function followEvents(
  path: string,
  heard: (event: ServerEvent) => void,
  signal: AbortSignal,
  opened: (isOpen: boolean) => void = () => undefined,
): Promise<void> {
  const place: Place = { last: undefined };
  while (!signal.aborted) {
    try {
      await readOnce(path, place, heard, signal, opened);
      await pause(AGAIN_MS, signal);
    } catch (error) {
      if (signal.aborted) return;
      // What broke off on the way is a TypeError of the reader.
      if (!(error instanceof Problem && isPassing(error)) && !(error instanceof TypeError)) throw error;
      if (error instanceof Problem && error.status === 400) place.last = undefined;
      opened(false);
      await pause(error instanceof Problem && error.status > 400 ? FULL_MS : AGAIN_MS, signal);
    }
  }
}

function isPassing({ status }: Problem): boolean {
  return status === 0 || status === 400 || status === 429 || status >= 500;
}

async function readOnce(
  path: string,
  place: Place,
  heard: (event: ServerEvent) => void,
  signal: AbortSignal,
  opened: (isOpen: boolean) => void,
): Promise<void> {
  const headers = {
    Accept: 'text/event-stream',
    ...(place.last !== undefined && { 'Last-Event-ID': place.last }),
  };
  const response = await signedStream(new Request(new URL(path, location.origin), { headers, signal }));
  if (!response.ok) throw await Problem.from(response);
  opened(true);
  const reader = (response.body ?? new ReadableStream<Uint8Array<ArrayBuffer>>())
    .pipeThrough(new TextDecoderStream())
    .getReader();
  let text = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const pieces = (text + part.value).split('\n\n');
    text = pieces.pop() ?? '';
    for (const piece of pieces) tell(piece, place, heard);
  }
  opened(false);
}

/** One event of lines such as `event: ready`; a comment is none. */
function tell(piece: string, place: Place, heard: (event: ServerEvent) => void): void {
  const lines = new Map(
    piece.split('\n').flatMap((line): [string, string][] => {
      const [, name = '', value = ''] = /^(\w+): ?(.*)$/.exec(line) ?? [];
      return name === '' ? [] : [[name, value]];
    }),
  );
  place.last = lines.get('id') ?? place.last;
  const event = lines.get('event');
  if (event !== undefined) heard({ event, data: JSON.parse(lines.get('data') ?? '{}') as unknown });
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}

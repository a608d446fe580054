import { type IncomingMessage, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

export interface ReceivedEvent {
  event: string;
  id: string | undefined;
  data: Record<string, unknown>;
}

/** Reads a stream of server-sent events as a front-end does, with the token in the header. */
export class EventReader {
  readonly events: ReceivedEvent[] = [];
  private ended = false;
  private text = '';
  private rest = '';

  private constructor(private readonly answer: IncomingMessage) {
    answer.setEncoding('utf8');
    answer.on('data', (piece: string) => this.read(piece));
    answer.once('close', () => (this.ended = true));
    // A connection that is cut ends the reading; the story looks at what came before.
    answer.once('error', () => (this.ended = true));
  }

  static open(url: string, token: string, headers: Record<string, string> = {}): Promise<EventReader> {
    const sent = { accept: 'text/event-stream', authorization: `Bearer ${token}`, ...headers };
    return new Promise((resolve, reject) => {
      request(url, { headers: sent, agent: false })
        .once('response', (answer) => resolve(new EventReader(answer)))
        .once('error', reject)
        .end();
    });
  }

  get status(): number {
    return this.answer.statusCode ?? 0;
  }

  header(name: string): string | undefined {
    return this.answer.headers[name] as string | undefined;
  }

  /** The next event of this kind that no earlier call has returned. */
  async next(event: string): Promise<ReceivedEvent> {
    return this.until(() => {
      const index = this.events.findIndex((received) => received.event === event);
      return index < 0 ? undefined : this.events.splice(0, index + 1).at(-1);
    }, event);
  }

  /** All that was said, comments too. */
  get said(): string {
    return this.text;
  }

  async untilEnded(): Promise<void> {
    await this.until(() => this.ended || undefined, 'the end');
  }

  close(): void {
    this.answer.destroy();
  }

  private async until<Value>(look: () => Value | undefined, what: string): Promise<Value> {
    for (let tries = 0; tries < 600; tries += 1) {
      const found = look();
      if (found !== undefined) return found;
      await wait(50);
    }
    throw new Error(`${what} never came; so far: ${this.text}`);
  }

  private read(piece: string): void {
    this.text += piece;
    const blocks = (this.rest + piece).split('\n\n');
    this.rest = blocks.pop() ?? '';
    for (const block of blocks) this.take(block);
  }

  private take(block: string): void {
    const fields = new Map(
      block
        .split('\n')
        .filter((line) => !line.startsWith(':'))
        .map((line) => {
          const at = line.indexOf(': ');
          return [line.slice(0, at), line.slice(at + 2)] as const;
        }),
    );
    const [event, data] = [fields.get('event'), fields.get('data')];
    if (event === undefined || data === undefined) return;
    this.events.push({ event, id: fields.get('id'), data: JSON.parse(data) as Record<string, unknown> });
  }
}

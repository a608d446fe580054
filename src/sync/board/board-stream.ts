import { Readable } from 'node:stream';
import type { Principal } from '../../platform/access/index.js';
import type { BoardNewsService } from './board-news.service.js';
import type { BoardStreams, EndReason, OpenStream } from './board-streams.service.js';
import { comment, type ServerEvent, written } from './domain/server-event.js';

const HEARTBEAT_MS = 15_000;
/** Who takes nothing for so long is not there any more. */
const STALLED_MS = 60_000;
/** Time for the last event to leave. */
const LINGER_MS = 2_000;
const RECONNECT_MS = 3_000;

/** What a stream is made of. */
export interface BoardSource {
  news: BoardNewsService;
  streams: BoardStreams;
  pipelineId: string;
  /** Who reads, asked anew at every beat; null: the token has ended, or the account. */
  reader: () => Promise<Principal | null>;
}

/** What a stream leaves through. */
interface Connection {
  readonly destroyed: boolean;
  once(event: 'close', listener: () => void): unknown;
}

/**
 * One reader's stream. Events are made only when the connection takes them, each from where the last one ended: a slow
 * reader gets fewer and larger ones, and nothing is kept for one who does not read.
 */
export class BoardStream implements OpenStream {
  readonly body: Readable;
  private ended: EndReason | undefined;
  private offeredAt: number | undefined;

  constructor(
    private readonly source: BoardSource,
    private readonly actor: Principal,
    private readonly lastEventId: string | undefined,
  ) {
    this.body = Readable.from(this.text(), { objectMode: false });
    this.body.once('close', () => source.streams.remove(this));
  }

  get userId(): string {
    return this.actor.userId;
  }

  /** A body that waits for the next beat would close only then; its place is free at once. */
  endsWith(connection: Connection): void {
    const leave = (): void => {
      this.body.destroy();
      this.source.streams.remove(this);
    };
    if (connection.destroyed) leave();
    else connection.once('close', leave);
  }

  beat(): void {
    if (this.offeredAt !== undefined && performance.now() - this.offeredAt > STALLED_MS) this.body.destroy();
  }

  end(reason: EndReason): void {
    this.ended ??= reason;
    this.source.streams.wake(this);
    setTimeout(() => this.body.destroy(), LINGER_MS).unref();
  }

  private async *text(): AsyncGenerator<string> {
    yield `retry: ${RECONNECT_MS}\n\n`;
    for await (const event of this.events()) {
      this.offeredAt = performance.now();
      yield event === undefined ? comment('heartbeat') : written(event);
      this.offeredAt = undefined;
    }
  }

  /** undefined: nothing happened for a while. */
  private async *events(): AsyncGenerator<ServerEvent | undefined> {
    const { streams } = this.source;
    let heard = streams.news;
    let [event, cursor] = await streams.inTurn(() => this.first());
    yield event;
    for (let saidAt = performance.now(); ;) {
      if (this.ended === undefined) await streams.nextBeat(this);
      if (this.body.destroyed) return;
      const reader = this.ended === undefined ? await streams.inTurn(() => this.source.reader()) : null;
      if (!reader?.can('opportunity:read')) {
        yield { event: 'end', data: { reason: this.ended ?? 'CREDENTIALS' } };
        return;
      }
      const isNew = heard !== streams.news;
      heard = streams.news;
      [event, cursor] = isNew ? await streams.inTurn(() => this.since(reader, cursor)) : [undefined, cursor];
      if (!event && performance.now() - saidAt < HEARTBEAT_MS) continue;
      saidAt = performance.now();
      yield event;
    }
  }

  /** Where it stands; or, after an interruption, what happened meanwhile. */
  private async first(): Promise<[ServerEvent | undefined, string]> {
    const { news, pipelineId } = this.source;
    const cursor = this.lastEventId ?? (await news.cursor(this.actor));
    if (this.lastEventId !== undefined) {
      const [event, place] = await this.since(this.actor, cursor);
      if (event) return [event, place];
    }
    const data = { columns: await news.totals(this.actor, pipelineId) };
    return [{ event: 'ready', id: cursor, data }, cursor];
  }

  private async since(reader: Principal, after: string): Promise<[ServerEvent | undefined, string]> {
    const { news, pipelineId } = this.source;
    const { cursor, reload, changed, gone } = await news.since(reader, pipelineId, after);
    if (reload) return [{ event: 'reload', id: cursor, data: {} }, cursor];
    if (changed.length + gone.length === 0) return [undefined, cursor];
    const columns = await news.totals(reader, pipelineId);
    return [{ event: 'changed', id: cursor, data: { changed, gone, columns } }, cursor];
  }
}

import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { AppConfig } from '../../platform/config/config.js';
import { DomainError } from '../../platform/errors/index.js';
import { type FeedPosition, readFeedHorizon } from '../../platform/journal/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { hasBoardNews } from './board.queries.js';
import { Turns } from './domain/turns.js';

const BEAT_MS = 1000;
const MOST_PER_USER = 5;
const RETRY_SECONDS = 30;
/** News costs several queries for each stream: all of them together leave the pool to the requests. */
const READ_AT_ONCE = 2;

/** One open stream, as far as the others need to know. */
export interface OpenStream {
  readonly userId: string;
  /** At every beat: whoever does not read any more is cut off. */
  beat(): void;
  /** In order: what is under way is sent, then the answer ends. */
  end(reason: EndReason): void;
}

/** Why a stream ends; sent as its last event. */
export type EndReason = 'CREDENTIALS' | 'STOPPING';

/**
 * The streams of this process. While there are any, the journal is asked once a second for all of them whether something
 * happened on a board; so a change made through another replica arrives too, and writers pay nothing.
 */
@Injectable()
export class BoardStreams implements OnModuleDestroy {
  private readonly logger = new Logger(BoardStreams.name);
  private readonly open = new Set<OpenStream>();
  private seen: FeedPosition | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly waiting = new Map<OpenStream, () => void>();
  private readonly reading = new Turns(READ_AT_ONCE);
  private stopping = false;
  /** Grows whenever something happened on some board. */
  news = 0;

  constructor(
    private readonly prisma: PrismaService,
    private readonly config: AppConfig,
  ) {}

  /** @throws DomainError TOO_MANY_STREAMS (429), STREAMS_FULL (503) */
  assertRoom(userId: string): void {
    const mine = [...this.open].filter((stream) => stream.userId === userId);
    const retryAfter = RETRY_SECONDS;
    if (mine.length >= MOST_PER_USER) {
      const detail = `You watch ${MOST_PER_USER} boards already: close one first.`;
      throw new DomainError('too-many', 'TOO_MANY_STREAMS', detail, { retryAfter });
    }
    if (this.open.size < this.config.boardStreams) return;
    const detail = 'As many boards are watched as this replica can serve: try again shortly.';
    throw new DomainError('unavailable', 'STREAMS_FULL', detail, { retryAfter });
  }

  add(stream: OpenStream): void {
    this.open.add(stream);
    if (this.stopping) stream.end('STOPPING');
    else this.timer ??= setTimeout(() => void this.beat(), BEAT_MS);
  }

  remove(stream: OpenStream): void {
    this.open.delete(stream);
    this.wake(stream);
  }

  /** Until the next beat, or until this stream is woken by itself. */
  nextBeat(stream: OpenStream): Promise<void> {
    return new Promise((resolve) => this.waiting.set(stream, resolve));
  }

  wake(stream: OpenStream): void {
    const resolve = this.waiting.get(stream);
    this.waiting.delete(stream);
    resolve?.();
  }

  /** What streams ask of the database; the requests go before. */
  inTurn<Result>(read: () => Promise<Result>): Promise<Result> {
    return this.reading.take(read);
  }

  onModuleDestroy(): void {
    this.stopping = true;
    clearTimeout(this.timer);
    for (const stream of this.open) stream.end('STOPPING');
  }

  private async beat(): Promise<void> {
    try {
      if (await this.hasNews()) this.news += 1;
    } catch (error) {
      // A database that is away comes back; each stream meets it for itself.
      this.logger.warn(`The boards could not be watched: ${String(error)}`);
    }
    for (const stream of this.open) stream.beat();
    for (const stream of [...this.waiting.keys()]) this.wake(stream);
    const goesOn = this.open.size > 0 && !this.stopping;
    this.timer = goesOn ? setTimeout(() => void this.beat(), BEAT_MS) : undefined;
    if (!goesOn) this.seen = undefined;
  }

  private async hasNews(): Promise<boolean> {
    const { settled } = await readFeedHorizon(this.prisma);
    const isNew = this.seen === undefined || (await hasBoardNews(this.prisma, this.seen, settled));
    // Only what was looked at has been seen: a look that failed is taken again.
    this.seen = { transaction: settled, id: 0n };
    return isNew;
  }
}

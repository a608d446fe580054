import { Injectable, StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Credentials } from '../../auth/index.js';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { readCursor } from '../changes/domain/cursor.js';
import { BoardNewsService } from './board-news.service.js';
import { BoardStream } from './board-stream.js';
import { BoardStreams } from './board-streams.service.js';

const EVENT_STREAM = 'text/event-stream';

/** Opens streams of what happens on a board. */
@Injectable()
export class BoardEvents {
  constructor(
    private readonly news: BoardNewsService,
    private readonly streams: BoardStreams,
    private readonly credentials: Credentials,
  ) {}

  /** @throws DomainError NOT_FOUND (404), NOT_ACCEPTABLE (406), CURSOR_INVALID (400), TOO_MANY_STREAMS (429), STREAMS_FULL (503) */
  async open(actor: Principal, pipelineId: string, request: FastifyRequest): Promise<StreamableFile> {
    await this.news.totals(actor, pipelineId);
    assertAcceptsEvents(request);
    this.streams.assertRoom(actor.userId);
    const source = {
      ...{ news: this.news, streams: this.streams, pipelineId },
      reader: () => this.credentials.principalOf(request),
    };
    const stream = new BoardStream(source, actor, lastEventIdOf(request));
    this.streams.add(stream);
    stream.endsWith(request.raw.socket);
    return new StreamableFile(stream.body, { type: EVENT_STREAM });
  }
}

/** Whoever does not know that the answer has no end would wait for it; a HEAD has nowhere to put the events. */
function assertAcceptsEvents({ method, headers }: FastifyRequest): void {
  if (method === 'GET' && headers.accept?.includes(EVENT_STREAM)) return;
  throw new DomainError(
    'not-acceptable',
    'NOT_ACCEPTABLE',
    `This answers with a stream of events: ask for it with Accept: ${EVENT_STREAM}.`,
  );
}

function lastEventIdOf({ headers }: FastifyRequest): string | undefined {
  const given = headers['last-event-id'];
  if (given === undefined || given === '') return undefined;
  if (typeof given === 'string' && readCursor(given)) return given;
  throw DomainError.field('Last-Event-ID', 'CURSOR_INVALID', 'This is no id of an event of this stream.');
}

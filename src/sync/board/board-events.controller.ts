import { Controller, Get, Header, Req, type StreamableFile } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { IdParam } from '../../platform/http/index.js';
import { BoardEvents } from './board-events.service.js';

@ApiTags('Pipelines')
@Controller('pipelines/:id/board/events')
export class BoardEventsController {
  constructor(private readonly events: BoardEvents) {}

  @Get()
  @Requires('opportunity:read')
  @Header('Connection', 'close')
  @Header('X-Accel-Buffering', 'no')
  @ApiOperation({
    summary: 'Watch a board: server-sent events',
    description:
      'Needs `Accept: text/event-stream`, and the token in `Authorization` (a fetch-based EventSource). Events: `ready` `{ columns }` at the start; ' +
      '`changed` `{ changed: [{ id, stageId, version }], gone: [id], columns }`, at most one a second; `reload` `{}`: read the board anew; ' +
      '`end` `{ reason: CREDENTIALS | STOPPING }`: renew the token, or just reconnect. `columns`: `stageId, count, amount, weighted` of what the caller may see, as the board shows them without filters. ' +
      'A comment every 15 seconds keeps the connection open. Five streams for each user; STREAMS_FULL (503) when the replica has as many as it takes.',
  })
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'The `id` of the last event received: what happened since comes first.',
  })
  @ApiOkResponse({
    description: 'Events until either side closes',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  @ApiProblems(400, 401, 403, 404, 406, 429, 503)
  watchBoard(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Req() request: FastifyRequest,
  ): Promise<StreamableFile> {
    return this.events.open(actor, id, request);
  }
}

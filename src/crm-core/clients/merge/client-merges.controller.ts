import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../../platform/access/index.js';
import { ApiProblems } from '../../../platform/errors/index.js';
import { ApiIfMatch, IdParam, IfMatch } from '../../../platform/http/index.js';
import { ApiPage, ListQuery, type Page } from '../../../platform/listing/index.js';
import { ClientMergeResponse } from './dto/client-merge.response.js';
import { MergeClientDto } from './dto/merge-client.dto.js';
import { MergeEntryResponse } from './dto/merge-entry.response.js';
import { MergeUndoResponse } from './dto/merge-undo.response.js';
import { MergeList } from './merge-list.service.js';
import { MergeUndoService } from './merge-undo.service.js';
import { MergeService } from './merge.service.js';

@ApiTags('Clients')
@ApiProblems(400, 401, 403, 404, 409)
@Controller()
export class ClientMergesController {
  constructor(
    private readonly merges: MergeService,
    private readonly undos: MergeUndoService,
    private readonly list: MergeList,
  ) {}

  @Post('clients/:id/merge')
  @HttpCode(200)
  @Requires('client:delete')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Take another client into this one',
    description:
      'All that belongs to the source moves here, and its id answers with this client from now on. Needs `client:update` for this client too. With `dryRun` nothing is changed.',
  })
  @ApiOkResponse({ type: ClientMergeResponse })
  @ApiProblems(412, 422)
  mergeClient(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: MergeClientDto,
    @IfMatch() ifMatch?: number,
  ): Promise<ClientMergeResponse> {
    return this.merges.merge(actor, id, body, ifMatch);
  }

  @Get('clients/:id/merges')
  @Requires('client:read')
  @ApiOperation({
    summary: 'The clients that were merged into this one',
    description: 'Newest first; also those that came with one of them.',
  })
  @ApiPage(MergeEntryResponse)
  listMerges(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Query() query: ListQuery,
  ): Promise<Page<MergeEntryResponse>> {
    return this.list.list(actor, id, query);
  }

  @Post('merges/:id/undo')
  @HttpCode(200)
  @Requires('client:delete')
  @ApiOperation({
    summary: 'Part two merged clients again',
    description:
      'Within 30 days. Fields go back unless they were edited since; rows go back as they are now, with what came to their deals since. Needs `client:update` for the client that had stayed.',
  })
  @ApiOkResponse({ type: MergeUndoResponse })
  undoMerge(@Actor() actor: Principal, @IdParam() id: string): Promise<MergeUndoResponse> {
    return this.undos.undo(actor, id);
  }
}

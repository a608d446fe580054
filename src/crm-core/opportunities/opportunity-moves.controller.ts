import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { ApiIfMatch, IdParam, IfMatch, Versioned } from '../../platform/http/index.js';
import { ApiPage, ListQuery, type Page } from '../../platform/listing/index.js';
import {
  AssignOpportunityDto,
  MoveOpportunityDto,
  ReopenOpportunityDto,
} from './dto/move-opportunity.dto.js';
import { OpportunityHistoryEntryResponse } from './dto/opportunity-history.response.js';
import { OpportunityResponse } from './dto/opportunity.response.js';
import { OpportunitiesService } from './opportunities.service.js';
import { OpportunityMovesService } from './opportunity-moves.service.js';

@ApiTags('Opportunities')
@ApiProblems(400, 401, 403, 404)
@Controller('opportunities/:id')
export class OpportunityMovesController {
  constructor(
    private readonly opportunities: OpportunitiesService,
    private readonly moves: OpportunityMovesService,
  ) {}

  @Post('move')
  @HttpCode(200)
  @Requires('opportunity:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Move an open opportunity to another stage',
    description:
      'A LOST stage needs `lostReason`; a WON one needs a client, who becomes a CUSTOMER. ' +
      'Codes of 409: `ALREADY_THERE`, `DEAL_CLOSED`, `OTHER_PIPELINE`, `STAGE_RETIRED`, `CLIENT_NEEDED`.',
  })
  @ApiOkResponse({ type: OpportunityResponse })
  @ApiProblems(409, 412)
  moveOpportunity(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: MoveOpportunityDto,
    @IfMatch() ifMatch?: number,
  ): Promise<OpportunityResponse> {
    return this.moves.move(actor, id, body, ifMatch);
  }

  @Post('reopen')
  @HttpCode(200)
  @Requires('opportunity:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Bring a won or lost opportunity back into an open stage',
    description:
      'Closing date and reason are cleared; the history keeps the closing. Codes of 409: `NOT_CLOSED`, `STAGE_NOT_OPEN`, `OTHER_PIPELINE`, `STAGE_RETIRED`.',
  })
  @ApiOkResponse({ type: OpportunityResponse })
  @ApiProblems(409, 412)
  reopenOpportunity(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() { stageId }: ReopenOpportunityDto,
    @IfMatch() ifMatch?: number,
  ): Promise<OpportunityResponse> {
    return this.moves.reopen(actor, id, stageId, ifMatch);
  }

  @Post('assign')
  @HttpCode(200)
  @Requires('opportunity:assign')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Give an opportunity to somebody else',
    description: 'What was done before stays with those who owned it then.',
  })
  @ApiOkResponse({ type: OpportunityResponse })
  @ApiProblems(412)
  assignOpportunity(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() { ownerId }: AssignOpportunityDto,
    @IfMatch() ifMatch?: number,
  ): Promise<OpportunityResponse> {
    return this.opportunities.assign(actor, id, ownerId, ifMatch);
  }

  @Get('history')
  @Requires('opportunity:read')
  @ApiOperation({
    summary: 'The stays of an opportunity in its stages',
    description: 'The oldest first. Sorts: `sequence`.',
  })
  @ApiPage(OpportunityHistoryEntryResponse)
  listOpportunityHistory(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Query() query: ListQuery,
  ): Promise<Page<OpportunityHistoryEntryResponse>> {
    return this.moves.history(actor, id, query);
  }
}

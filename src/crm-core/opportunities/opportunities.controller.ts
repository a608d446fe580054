import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { ApiIfMatch, IdParam, IfMatch, Versioned } from '../../platform/http/index.js';
import { ApiPage, type Page } from '../../platform/listing/index.js';
import { ApiCustomFilter } from '../custom-fields/custom-values.decorator.js';
import { CreateOpportunityDto } from './dto/create-opportunity.dto.js';
import { OpportunityListQuery } from './dto/opportunity-list.query.js';
import { OpportunityResponse } from './dto/opportunity.response.js';
import { UpdateOpportunityDto } from './dto/update-opportunity.dto.js';
import { OpportunitiesService } from './opportunities.service.js';

@ApiTags('Opportunities')
@ApiProblems(400, 401, 403)
@Controller('opportunities')
export class OpportunitiesController {
  constructor(private readonly opportunities: OpportunitiesService) {}

  @Get()
  @Requires('opportunity:read')
  @ApiOperation({
    summary: 'List opportunities',
    description:
      'Sorts: `createdAt`, `updatedAt`, `amount`, `expectedCloseDate`, `closedAt`; without one the newest first. ' +
      'Periods are half-open business days of Europe/Rome: `…From` is in, `…To` is out.',
  })
  @ApiCustomFilter()
  @ApiPage(OpportunityResponse)
  listOpportunities(
    @Actor() actor: Principal,
    @Query() query: OpportunityListQuery,
  ): Promise<Page<OpportunityResponse>> {
    return this.opportunities.list(actor, query);
  }

  @Post()
  @Requires('opportunity:create')
  @Versioned()
  @ApiOperation({
    summary: 'Create an opportunity',
    description: 'Yours, unless you may give it to somebody and name them. It begins in an open stage.',
  })
  @ApiCreatedResponse({ type: OpportunityResponse })
  @ApiProblems(409)
  createOpportunity(
    @Actor() actor: Principal,
    @Body() body: CreateOpportunityDto,
  ): Promise<OpportunityResponse> {
    return this.opportunities.create(actor, body);
  }

  @Get(':id')
  @Requires('opportunity:read')
  @Versioned()
  @ApiOperation({ summary: 'Get an opportunity' })
  @ApiOkResponse({ type: OpportunityResponse })
  @ApiProblems(404)
  getOpportunity(@Actor() actor: Principal, @IdParam() id: string): Promise<OpportunityResponse> {
    return this.opportunities.get(actor, id);
  }

  @Patch(':id')
  @Requires('opportunity:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Edit an opportunity',
    description: 'Its stage changes by `move` and `reopen`, its owner by `assign`.',
  })
  @ApiOkResponse({ type: OpportunityResponse })
  @ApiProblems(404, 409, 412)
  updateOpportunity(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: UpdateOpportunityDto,
    @IfMatch() ifMatch?: number,
  ): Promise<OpportunityResponse> {
    return this.opportunities.update(actor, id, body, ifMatch);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('opportunity:delete')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Delete an opportunity',
    description: 'It leaves every list and figure; its history stays for the audit.',
  })
  @ApiNoContentResponse()
  @ApiProblems(404, 412)
  deleteOpportunity(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @IfMatch() ifMatch?: number,
  ): Promise<void> {
    return this.opportunities.remove(actor, id, ifMatch);
  }
}

import { Body, Controller, Delete, Get, Patch, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { ApiIfMatch, IdParam, IfMatch, Versioned } from '../../platform/http/index.js';
import { NewLineDto, UpdateLineDto } from './dto/line.dto.js';
import { OpportunityLinesResponse } from './dto/opportunity-lines.response.js';
import { ReplaceLinesDto } from './dto/replace-lines.dto.js';
import { LinesService } from './lines.service.js';

const AMOUNT = 'The amount of the opportunity becomes the sum of its lines; the `ETag` is the opportunity’s.';

@ApiTags('Opportunities')
@ApiProblems(400, 401, 403, 404)
@Controller('opportunities/:id/lines')
export class LinesController {
  constructor(private readonly lines: LinesService) {}

  @Get()
  @Requires('opportunity:read')
  @Versioned()
  @ApiOperation({ summary: 'The lines of an opportunity, with net, VAT by class and gross' })
  @ApiOkResponse({ type: OpportunityLinesResponse })
  listOpportunityLines(@Actor() actor: Principal, @IdParam() id: string): Promise<OpportunityLinesResponse> {
    return this.lines.list(actor, id);
  }

  @Put()
  @Requires('opportunity:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Replace the lines of an opportunity',
    description: `${AMOUNT} Lines named by their id keep what is left out; without any line the amount stays and is free again.`,
  })
  @ApiOkResponse({ type: OpportunityLinesResponse })
  @ApiProblems(409, 412)
  replaceOpportunityLines(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: ReplaceLinesDto,
    @IfMatch() ifMatch?: number,
  ): Promise<OpportunityLinesResponse> {
    return this.lines.replace(actor, id, body, ifMatch);
  }

  @Post()
  @Requires('opportunity:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Add a line to an opportunity',
    description: `${AMOUNT} What the line leaves out is copied from the product as it is now.`,
  })
  @ApiCreatedResponse({ type: OpportunityLinesResponse })
  @ApiProblems(409, 412)
  addOpportunityLine(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: NewLineDto,
    @IfMatch() ifMatch?: number,
  ): Promise<OpportunityLinesResponse> {
    return this.lines.add(actor, id, body, ifMatch);
  }

  @Patch(':lineId')
  @Requires('opportunity:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({ summary: 'Change a line of an opportunity', description: AMOUNT })
  @ApiOkResponse({ type: OpportunityLinesResponse })
  @ApiProblems(409, 412)
  updateOpportunityLine(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @IdParam('lineId') lineId: string,
    @Body() body: UpdateLineDto,
    @IfMatch() ifMatch?: number,
  ): Promise<OpportunityLinesResponse> {
    return this.lines.change(actor, id, lineId, body, ifMatch);
  }

  @Delete(':lineId')
  @Requires('opportunity:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({ summary: 'Remove a line of an opportunity', description: AMOUNT })
  @ApiOkResponse({ type: OpportunityLinesResponse })
  @ApiProblems(409, 412)
  removeOpportunityLine(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @IdParam('lineId') lineId: string,
    @IfMatch() ifMatch?: number,
  ): Promise<OpportunityLinesResponse> {
    return this.lines.remove(actor, id, lineId, ifMatch);
  }
}

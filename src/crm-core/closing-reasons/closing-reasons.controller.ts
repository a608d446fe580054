import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { ApiIfMatch, IdParam, IfMatch, Versioned } from '../../platform/http/index.js';
import { ApiPage, type Page } from '../../platform/listing/index.js';
import { ClosingReasonsService } from './closing-reasons.service.js';
import { ClosingReasonListQuery } from './dto/closing-reason-list.query.js';
import { ClosingReasonResponse } from './dto/closing-reason.response.js';
import { CreateClosingReasonDto } from './dto/create-closing-reason.dto.js';
import { UpdateClosingReasonDto } from './dto/update-closing-reason.dto.js';

@ApiTags('Pipelines')
@ApiProblems(400, 401, 403)
@Controller('closing-reasons')
export class ClosingReasonsController {
  constructor(private readonly reasons: ClosingReasonsService) {}

  @Get()
  @Requires('opportunity:read')
  @ApiOperation({
    summary: 'Why deals are won or lost',
    description: 'What a form offers when a deal is closed. Sorts: `position`, `key`.',
  })
  @ApiPage(ClosingReasonResponse)
  listClosingReasons(@Query() query: ClosingReasonListQuery): Promise<Page<ClosingReasonResponse>> {
    return this.reasons.list(query);
  }

  @Post()
  @Requires('pipeline:update')
  @Versioned()
  @ApiOperation({ summary: 'Add a reason for winning or losing', description: '409 `REASON_EXISTS`.' })
  @ApiCreatedResponse({ type: ClosingReasonResponse })
  @ApiProblems(409)
  createClosingReason(
    @Actor() actor: Principal,
    @Body() body: CreateClosingReasonDto,
  ): Promise<ClosingReasonResponse> {
    return this.reasons.create(actor, body);
  }

  @Patch(':id')
  @Requires('pipeline:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Rename, reorder or retire a reason',
    description: 'Deals keep the reason that they name, also a retired one. 409 `LAST_REASON`.',
  })
  @ApiOkResponse({ type: ClosingReasonResponse })
  @ApiProblems(404, 409, 412)
  updateClosingReason(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: UpdateClosingReasonDto,
    @IfMatch() ifMatch?: number,
  ): Promise<ClosingReasonResponse> {
    return this.reasons.update(actor, id, body, ifMatch);
  }
}

import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { ApiPage, type Page } from '../../platform/listing/index.js';
import { DueService } from './due.service.js';
import { DueClientResponse } from './dto/due-client.response.js';
import { DueListQuery } from './dto/due-list.query.js';

@ApiTags('Visits')
@ApiProblems(400, 401, 403)
@Controller('visits/due')
export class DueController {
  constructor(private readonly due: DueService) {}

  @Get()
  @Requires('visit:read')
  @ApiOperation({
    summary: 'List clients to visit',
    description:
      'The most urgent first. Clients with a visit ahead are taken care of and left out. Sorts: `-urgency` only.',
  })
  @ApiPage(DueClientResponse)
  listDueVisits(@Actor() actor: Principal, @Query() query: DueListQuery): Promise<Page<DueClientResponse>> {
    return this.due.list(actor, query);
  }
}

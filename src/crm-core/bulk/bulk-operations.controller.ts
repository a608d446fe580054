import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { IdParam } from '../../platform/http/index.js';
import { ApiPage, type Page } from '../../platform/listing/index.js';
import { BulkOperations } from './bulk-operations.service.js';
import { BulkOperationListQuery, BulkResultListQuery } from './dto/bulk-list.query.js';
import { BulkOperationResponse } from './dto/bulk-operation.response.js';
import { BulkResultResponse } from './dto/bulk-result.response.js';

@ApiTags('Bulk')
@ApiProblems(400, 401, 403)
@Controller('bulk-operations')
export class BulkOperationsController {
  constructor(private readonly operations: BulkOperations) {}

  @Get()
  @Requires('client:update')
  @ApiOperation({
    summary: 'List bulk operations',
    description:
      'Sorts: `createdAt`. One’s own; a manager sees the team’s, an admin all. Those on opportunities need `opportunity:update` besides. Kept for 30 days.',
  })
  @ApiPage(BulkOperationResponse)
  listBulkOperations(
    @Actor() actor: Principal,
    @Query() query: BulkOperationListQuery,
  ): Promise<Page<BulkOperationResponse>> {
    return this.operations.list(actor, query);
  }

  @Get(':id')
  @Requires('client:update')
  @ApiOperation({ summary: 'How far a bulk operation has come' })
  @ApiOkResponse({ type: BulkOperationResponse })
  @ApiProblems(404)
  getBulkOperation(@Actor() actor: Principal, @IdParam() id: string): Promise<BulkOperationResponse> {
    return this.operations.get(actor, id);
  }

  @Get(':id/results')
  @Requires('client:update')
  @ApiOperation({
    summary: 'What became of each row',
    description: 'In the order in which they were chosen; `status=REFUSED` shows those that need attention.',
  })
  @ApiPage(BulkResultResponse)
  @ApiProblems(404)
  listBulkResults(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Query() query: BulkResultListQuery,
  ): Promise<Page<BulkResultResponse>> {
    return this.operations.results(actor, id, query);
  }
}

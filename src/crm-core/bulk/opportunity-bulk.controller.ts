import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, InteractiveOnly, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { NoIdempotencyKey } from '../../platform/idempotency/index.js';
import { Costly } from '../../platform/limits/index.js';
import { BulkStart } from './bulk-start.service.js';
import { BulkOpportunitiesDto } from './dto/bulk-opportunities.dto.js';
import { BulkAnswerResponse } from './dto/bulk-operation.response.js';

@ApiTags('Bulk')
@ApiProblems(400, 401, 403)
@Controller('opportunities/bulk')
export class OpportunityBulkController {
  constructor(private readonly bulk: BulkStart) {}

  @Post()
  @NoIdempotencyKey(
    'It is many transactions; done again, the same action finds every opportunity as it left it.',
  )
  @HttpCode(200)
  @Requires('opportunity:update')
  @Costly('bulk')
  @InteractiveOnly()
  @ApiOperation({
    summary: 'Move, reopen, assign, reschedule or delete many opportunities',
    description:
      'Each opportunity as by its single call: ASSIGN needs `opportunity:assign` and DELETE `opportunity:delete` besides, and what the single call would refuse ' +
      'is refused here, with its code, while the others go on. With `dryRun` only the count is answered; `expectedCount` confirms it. Up to 100 ' +
      'opportunities are done before the answer, which then holds a result for each; more go on in the background: see `GET /bulk-operations/{id}`.',
  })
  @ApiOkResponse({ type: BulkAnswerResponse })
  @ApiProblems(409)
  bulkChangeOpportunities(
    @Actor() actor: Principal,
    @Body() body: BulkOpportunitiesDto,
  ): Promise<BulkAnswerResponse> {
    return this.bulk.start(actor, 'opportunities', body);
  }
}

import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, InteractiveOnly, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { NoIdempotencyKey } from '../../platform/idempotency/index.js';
import { Costly } from '../../platform/limits/index.js';
import { BulkStart } from './bulk-start.service.js';
import { BulkClientsDto } from './dto/bulk-clients.dto.js';
import { BulkAnswerResponse } from './dto/bulk-operation.response.js';

@ApiTags('Bulk')
@ApiProblems(400, 401, 403)
@Controller('clients/bulk')
export class ClientBulkController {
  constructor(private readonly bulk: BulkStart) {}

  @Post()
  @NoIdempotencyKey('It is many transactions; done again, the same action leaves every client as it is.')
  @HttpCode(200)
  @Requires('client:update')
  @Costly('bulk')
  @InteractiveOnly()
  @ApiOperation({
    summary: 'Assign, tag, move in the lifecycle or delete many clients',
    description:
      'Each client as by its single call: ASSIGN needs `client:assign` and DELETE `client:delete` besides, and what the single call would refuse ' +
      'is refused here, with its code, while the others go on. With `dryRun` only the count is answered; `expectedCount` confirms it. Up to 100 ' +
      'clients are done before the answer, which then holds a result for each; more go on in the background: see `GET /bulk-operations/{id}`.',
  })
  @ApiOkResponse({ type: BulkAnswerResponse })
  @ApiProblems(409)
  bulkChangeClients(@Actor() actor: Principal, @Body() body: BulkClientsDto): Promise<BulkAnswerResponse> {
    return this.bulk.start(actor, 'clients', body);
  }
}

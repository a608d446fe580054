import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../../platform/access/index.js';
import { ApiProblems } from '../../../platform/errors/index.js';
import { ApiIfMatch, IdParam, IfMatch } from '../../../platform/http/index.js';
import { ClientMergeResponse } from './dto/client-merge.response.js';
import { MergeClientDto } from './dto/merge-client.dto.js';
import { MergeService } from './merge.service.js';

@ApiTags('Clients')
@ApiProblems(400, 401, 403, 404, 409)
@Controller()
export class ClientMergesController {
  constructor(private readonly merges: MergeService) {}

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
}

import { Controller, Delete, Get, HttpCode, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../../platform/access/index.js';
import { ApiProblems } from '../../../platform/errors/index.js';
import { IdParam } from '../../../platform/http/index.js';
import { ApiPage, ListQuery, type Page } from '../../../platform/listing/index.js';
import { BinService } from './bin.service.js';
import { BinEntryResponse } from './dto/bin-entry.response.js';
import { PurgeService } from './purge.service.js';

@ApiTags('Clients')
@ApiProblems(400, 401, 403)
@Controller('clients/bin')
export class BinController {
  constructor(
    private readonly bin: BinService,
    private readonly purges: PurgeService,
  ) {}

  @Get()
  @Requires('client:delete')
  @ApiOperation({
    summary: 'The deleted clients',
    description:
      'Sorts: `deletedAt`, `name`; the last deleted first when none is named. `POST /clients/{id}/restore` brings one back.',
  })
  @ApiPage(BinEntryResponse)
  listDeletedClients(@Actor() actor: Principal, @Query() query: ListQuery): Promise<Page<BinEntryResponse>> {
    return this.bin.list(actor, query);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('client:purge')
  @ApiOperation({
    summary: 'Remove a deleted client for good',
    description:
      'With its contacts, activities, deleted opportunities and deleted visits, and with what the journal tells of it. One that figures, routes or consents refer to stays: 409 `CLIENT_HAS_HISTORY`.',
  })
  @ApiNoContentResponse()
  @ApiProblems(404, 409)
  purgeClient(@Actor() actor: Principal, @IdParam() id: string): Promise<void> {
    return this.purges.purge(actor, id);
  }
}

import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { Costly } from '../../platform/limits/index.js';
import { ApiCustomFilter } from '../custom-fields/custom-values.decorator.js';
import { ClientExportService } from './client-export.service.js';
import { ClientExportQuery } from './dto/client-export.query.js';

@ApiTags('Clients')
@ApiProblems(400, 401, 403)
@Controller('clients')
export class ClientsExportController {
  constructor(private readonly clients: ClientExportService) {}

  @Get('export.csv')
  @Requires('client:export')
  @Costly('export')
  @ApiOperation({
    summary: 'Clients as a CSV file',
    description:
      'RFC 4180 in UTF-8: the filters and sorts of the list, all rows within the caller’s scope. What a spreadsheet would run as a formula begins with an apostrophe.',
  })
  @ApiCustomFilter()
  @ApiOkResponse({ description: 'The file', content: { 'text/csv': { schema: { type: 'string' } } } })
  exportClients(@Actor() actor: Principal, @Query() query: ClientExportQuery): Promise<StreamableFile> {
    return this.clients.csv(actor, query);
  }
}

import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../../platform/access/index.js';
import { ApiProblems } from '../../../platform/errors/index.js';
import { Costly } from '../../../platform/limits/index.js';
import { ApiCustomFilter } from '../../custom-fields/custom-values.decorator.js';
import { OpportunityExportQuery } from './opportunity-export.query.js';
import { OpportunityExportService } from './opportunity-export.service.js';

@ApiTags('Opportunities')
@ApiProblems(400, 401, 403)
@Controller('opportunities')
export class OpportunitiesExportController {
  constructor(private readonly opportunities: OpportunityExportService) {}

  @Get('export.csv')
  @Requires('opportunity:export')
  @Costly('export')
  @ApiOperation({
    summary: 'Opportunities as a CSV file',
    description:
      'RFC 4180 in UTF-8: the filters and sorts of the list, all rows within the caller’s scope, with the names of client, owner, pipeline and stage. ' +
      'An import takes it back. What a spreadsheet would run as a formula begins with an apostrophe.',
  })
  @ApiCustomFilter()
  @ApiOkResponse({ description: 'The file', content: { 'text/csv': { schema: { type: 'string' } } } })
  exportOpportunities(
    @Actor() actor: Principal,
    @Query() query: OpportunityExportQuery,
  ): Promise<StreamableFile> {
    return this.opportunities.csv(actor, query);
  }
}

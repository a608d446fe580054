import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { KpiDefinitionsResponse } from './definitions.response.js';
import { DEFINITION_VERSION, KPI_DEFINITIONS } from './kpi-definitions.js';
import { KPI_RULES } from './kpi-rules.js';

@ApiTags('Analytics')
@ApiProblems(401, 403)
@Controller('analytics')
export class DefinitionsController {
  @Get('definitions')
  @Requires('analytics:read')
  @ApiOperation({ summary: 'What each figure means: formula, date, owner, when it is null' })
  @ApiOkResponse({ type: KpiDefinitionsResponse })
  getKpiDefinitions(): KpiDefinitionsResponse {
    return { definitionVersion: DEFINITION_VERSION, rules: [...KPI_RULES], kpis: [...KPI_DEFINITIONS] };
  }
}

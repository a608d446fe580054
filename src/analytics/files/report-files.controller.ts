import { applyDecorators, Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { Costly } from '../../platform/limits/index.js';
import type { ReportName } from '../reports/report-catalogue.service.js';
import { ForecastFileQuery, ReportFileQuery, SalesTrendFileQuery } from './report-file.query.js';
import { REPORT_FILES } from './report-files.js';
import { ReportFiles } from './report-files.service.js';

/** `GET /analytics/<report>.csv`, documented with its columns. */
function FileOf(report: ReportName, rows: string): MethodDecorator {
  const columns = [...REPORT_FILES[report].labels, ...REPORT_FILES[report].figures].map(
    (name) => `\`${name}\``,
  );
  return applyDecorators(
    Get(`${report}.csv`),
    Requires('analytics:read'),
    Costly('export'),
    ApiOperation({
      summary: `${rows} as a CSV file`,
      description:
        `RFC 4180 in UTF-8, the figures that the report of the same parameters answers; amounts in EUR with a decimal point. Columns: ${columns.join(', ')}. ` +
        'Those that the caller’s role does not see, or that were not asked for, are left out. What a spreadsheet would run begins with an apostrophe.',
    }),
    ApiOkResponse({ description: 'The file', content: { 'text/csv': { schema: { type: 'string' } } } }),
  );
}

@ApiTags('Analytics')
@ApiProblems(400, 401, 403)
@Controller('analytics')
export class ReportFilesController {
  constructor(private readonly files: ReportFiles) {}

  @FileOf('overview', 'The headline figures')
  exportOverview(@Actor() actor: Principal, @Query() query: ReportFileQuery): Promise<StreamableFile> {
    return this.files.csv(actor, 'overview', query);
  }

  @FileOf('sales-trend', 'Deals created, won and lost over time')
  exportSalesTrend(@Actor() actor: Principal, @Query() query: SalesTrendFileQuery): Promise<StreamableFile> {
    return this.files.csv(actor, 'sales-trend', query);
  }

  @FileOf('funnel', 'The stages and how deals pass through them')
  exportFunnel(@Actor() actor: Principal, @Query() query: ReportFileQuery): Promise<StreamableFile> {
    return this.files.csv(actor, 'funnel', query);
  }

  @FileOf('forecast', 'What the open deals promise, by month,')
  exportForecast(@Actor() actor: Principal, @Query() query: ForecastFileQuery): Promise<StreamableFile> {
    return this.files.csv(actor, 'forecast', query);
  }

  @FileOf('leads', 'Leads by source and lifecycle')
  exportLeadFigures(@Actor() actor: Principal, @Query() query: ReportFileQuery): Promise<StreamableFile> {
    return this.files.csv(actor, 'leads', query);
  }

  @FileOf('journey', 'The steps from prospect to customer, and the cohorts,')
  exportJourney(@Actor() actor: Principal, @Query() query: ReportFileQuery): Promise<StreamableFile> {
    return this.files.csv(actor, 'journey', query);
  }

  @FileOf('lost-reasons', 'Why deals were lost, and from which stage,')
  exportLostReasons(@Actor() actor: Principal, @Query() query: ReportFileQuery): Promise<StreamableFile> {
    return this.files.csv(actor, 'lost-reasons', query);
  }

  @FileOf('visits', 'Visits and what came of them')
  exportVisitFigures(
    @Actor() actor: Principal,
    @Query() query: SalesTrendFileQuery,
  ): Promise<StreamableFile> {
    return this.files.csv(actor, 'visits', query);
  }

  @FileOf('agents', 'The figures of each agent')
  exportAgentFigures(@Actor() actor: Principal, @Query() query: ReportFileQuery): Promise<StreamableFile> {
    return this.files.csv(actor, 'agents', query);
  }
}

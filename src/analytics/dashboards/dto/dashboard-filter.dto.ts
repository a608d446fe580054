import { PickType } from '@nestjs/swagger';
import { ReportQuery } from '../../reports/report.query.js';

/** What all figures of a dashboard are narrowed to, and whether they stand beside those of the period before. */
export class DashboardFilterDto extends PickType(ReportQuery, [
  'ownerId',
  'teamId',
  'pipelineId',
  'compare',
]) {}

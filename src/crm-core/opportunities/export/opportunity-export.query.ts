import { OmitType } from '@nestjs/swagger';
import { type ExportFormat, IsExportFormat } from '../../../platform/csv/index.js';
import { OpportunityListQuery } from '../dto/opportunity-list.query.js';

/** The filters of the list of opportunities; a file has no pages. */
export class OpportunityExportQuery extends OmitType(OpportunityListQuery, ['limit', 'cursor', 'count']) {
  /** `excel`: as Excel in Italy opens it by a double click and keeps it: semicolons, a byte order mark, decimal commas, moments by
   * the clock in Rome. */
  @IsExportFormat()
  format?: ExportFormat;
}

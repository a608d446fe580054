import { type ExportFormat, IsExportFormat } from '../../platform/csv/index.js';
import { ForecastQuery } from '../reports/forecast/forecast.query.js';
import { ReportQuery } from '../reports/report.query.js';
import { SalesTrendQuery } from '../reports/sales-trend/sales-trend.query.js';

/** What every report takes, and for whom the file is written. */
export class ReportFileQuery extends ReportQuery {
  /** `excel`: as Excel in Italy opens it by a double click and keeps it: semicolons, a byte order mark, decimal commas. */
  @IsExportFormat()
  format?: ExportFormat;
}

export class SalesTrendFileQuery extends SalesTrendQuery {
  /** `excel`: as Excel in Italy opens it by a double click and keeps it: semicolons, a byte order mark, decimal commas. */
  @IsExportFormat()
  format?: ExportFormat;
}

export class ForecastFileQuery extends ForecastQuery {
  /** `excel`: as Excel in Italy opens it by a double click and keeps it: semicolons, a byte order mark, decimal commas. */
  @IsExportFormat()
  format?: ExportFormat;
}

import { OmitType } from '@nestjs/swagger';
import { type ExportFormat, IsExportFormat } from '../../../platform/csv/index.js';
import { ClientListQuery } from './client-list.query.js';

/** The filters of the client list; a file has no pages. */
export class ClientExportQuery extends OmitType(ClientListQuery, ['limit', 'cursor', 'count']) {
  /** `excel`: as Excel in Italy opens it by a double click and keeps it: semicolons, a byte order mark, a space in
   * telephone numbers, decimal commas, moments by the clock in Rome. */
  @IsExportFormat()
  format?: ExportFormat;
}

import { OmitType } from '@nestjs/swagger';
import { type ExportFormat, IsExportFormat } from '../../../platform/csv/index.js';
import { ContactListQuery } from '../dto/contact-list.query.js';

/** The filters of the list of contacts; a file has no pages. */
export class ContactExportQuery extends OmitType(ContactListQuery, ['limit', 'cursor', 'count']) {
  /** `excel`: as Excel in Italy opens it by a double click and keeps it: semicolons, a byte order mark, a space in
   * telephone numbers, moments by the clock in Rome. */
  @IsExportFormat()
  format?: ExportFormat;
}

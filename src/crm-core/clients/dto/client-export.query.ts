import { ApiProperty, OmitType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { IsOmittable } from '../../../platform/http/index.js';
import { ClientListQuery } from './client-list.query.js';

const FORMATS = ['standard', 'excel'] as const;

/** The filters of the client list; a file has no pages. */
export class ClientExportQuery extends OmitType(ClientListQuery, ['limit', 'cursor', 'count']) {
  /** `excel`: as Excel in Italy opens it by a double click and keeps it: semicolons, a byte order mark, a space in
   * telephone numbers, decimal commas. */
  @IsOmittable()
  @IsIn(FORMATS)
  @ApiProperty({ enum: FORMATS, required: false, default: 'standard' })
  format?: (typeof FORMATS)[number];
}

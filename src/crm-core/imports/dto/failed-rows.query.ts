import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { IsOmittable } from '../../../platform/http/index.js';
import { FILE_LANGUAGES, type FileLanguage } from '../failed-rows/added-columns.js';

export class FailedRowsQuery {
  /** In which the file says what is wrong. */
  @IsOmittable()
  @IsIn(FILE_LANGUAGES)
  @ApiProperty({ enum: FILE_LANGUAGES, required: false, default: 'it' })
  language: FileLanguage = 'it';
}

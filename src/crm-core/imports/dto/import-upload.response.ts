import { ApiProperty } from '@nestjs/swagger';
import { CreateImportDto } from './create-import.dto.js';

/** Documents the multipart body: the form and its file. */
export class ImportUpload extends CreateImportDto {
  /** CSV, up to 64 MB unless the server sets another limit. */
  @ApiProperty({ type: 'string', format: 'binary' })
  file: string;
}

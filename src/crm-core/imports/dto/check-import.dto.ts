import { OmitType } from '@nestjs/swagger';
import { CreateImportDto } from './create-import.dto.js';

/** How the file is to be read this time; what is left out stays as it was. `mapping: {}` lets it be guessed anew. */
export class CheckImportDto extends OmitType(CreateImportDto, ['type'] as const) {}

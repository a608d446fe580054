import { OmitType } from '@nestjs/swagger';
import { CreateImportDto } from './create-import.dto.js';

/** How the file is to be read this time; what is left out is as if it had never been said. */
export class CheckImportDto extends OmitType(CreateImportDto, ['type'] as const) {}

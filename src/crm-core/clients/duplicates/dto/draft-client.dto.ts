import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { IsOmittable } from '../../../../platform/http/index.js';
import { UpdateClientDto } from '../../dto/update-client.dto.js';

/** A client as far as it is known; every field may be left out. */
export class DraftClientDto extends UpdateClientDto {
  /** The client that is being edited: it is no duplicate of itself. */
  @IsOmittable()
  @IsUUID()
  @ApiProperty({ format: 'uuid', required: false })
  exceptId?: string;
}

import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';

export class AssignClientDto {
  /** The new owner: an active user whom the caller's `client:assign` reaches. */
  @IsUUID()
  @ApiProperty({ format: 'uuid' })
  ownerId: string;
}

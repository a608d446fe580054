import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { IsBusinessDate, Trim } from '../../../platform/http/index.js';

export class BoardQuery {
  /** Only the deals of this owner. */
  @IsOptional()
  @IsUUID()
  ownerId?: string;

  /** Only the deals whose owner is in this team. */
  @IsOptional()
  @IsUUID()
  teamId?: string;

  /** Part of the title, or of the client's name. */
  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(200)
  q?: string;

  /** The columns of won and lost deals show those closed on this day (Europe/Rome) or later; left out: 30 days ago. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ type: String, format: 'date', required: false })
  closedFrom?: string;
}

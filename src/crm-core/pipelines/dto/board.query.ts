import { IsOptional, IsUUID } from 'class-validator';

export class BoardQuery {
  /** Only the deals of this owner. */
  @IsOptional()
  @IsUUID()
  ownerId?: string;

  /** Only the deals whose owner is in this team. */
  @IsOptional()
  @IsUUID()
  teamId?: string;
}

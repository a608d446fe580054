import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { IsInstant } from '../../platform/http/index.js';
import { ListQuery } from '../../platform/listing/index.js';

export class AuditQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  actorId?: string;

  /** What was done with one API key. */
  @IsOptional()
  @IsUUID()
  apiKeyId?: string;

  /** Such as `client`, `opportunity`, `user`. */
  @IsOptional()
  @IsString()
  @MaxLength(50)
  entity?: string;

  @IsOptional()
  @IsUUID()
  entityId?: string;

  /** Such as `opportunity.moved`. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  action?: string;

  /** From this instant on. */
  @IsOptional()
  @IsInstant()
  from?: string;

  /** Before this instant. */
  @IsOptional()
  @IsInstant()
  to?: string;
}

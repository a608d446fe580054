import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min, MinLength } from 'class-validator';
import { IsBusinessDate, IsMoney, IsOmittable, Trim } from '../../../platform/http/index.js';
import { IsCustomValues } from '../../custom-fields/custom-values.decorator.js';
import { Protected } from '../../../platform/field-rules/index.js';

export class CreateOpportunityDto {
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  title: string;

  /** May be empty while the opportunity is open. */
  @IsOptional()
  @IsUUID()
  clientId?: string | null;

  /** Left out: the pipeline of the stage, or the default one. */
  @IsOmittable()
  @IsUUID()
  pipelineId?: string;

  /** An open stage. Left out: the first one of the pipeline. */
  @IsOmittable()
  @IsUUID()
  stageId?: string;

  /** EUR net of VAT. */
  @IsOmittable()
  @IsMoney()
  @ApiProperty({ default: '0.00', required: false })
  @Protected('opportunity.amount')
  amount?: string;

  /** Percent, 0–100, set by hand. Left out: it follows the stage. */
  @IsOmittable()
  @IsInt()
  @Min(0)
  @Max(100)
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 100, required: false })
  probability?: number;

  /** When it is expected to close; never the day on which it did. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ type: String, format: 'date', nullable: true, required: false })
  expectedCloseDate?: string | null;

  /** Where it came from: a fair, a referral, the web. */
  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(100)
  source?: string | null;

  @IsCustomValues()
  custom?: Record<string, unknown>;

  /** Left out: yourself. */
  @IsOmittable()
  @IsUUID()
  ownerId?: string;
}

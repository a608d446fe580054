import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import { IsBusinessDate, IsOmittable } from '../../platform/http/index.js';

/** What every report takes. */
export class ReportQuery {
  /** First business day, `YYYY-MM-DD`; thirty days before `to` when left out. */
  @IsOmittable()
  @IsBusinessDate()
  @ApiProperty({ format: 'date', required: false })
  from?: string;

  /** The day after the last one; tomorrow when left out. */
  @IsOmittable()
  @IsBusinessDate()
  @ApiProperty({ format: 'date', required: false })
  to?: string;

  /** Only what this user owned. Somebody outside of the caller's scope has no figures, as somebody who does not exist. */
  @IsOmittable()
  @IsUUID()
  ownerId?: string;

  /** Only what the present members of this team owned. */
  @IsOmittable()
  @IsUUID()
  teamId?: string;

  /** Only deals of this pipeline; visits, leads and clients have none, and their figures are the same whichever is asked for. */
  @IsOmittable()
  @IsUUID()
  pipelineId?: string;

  /** `previous`: also the period of as many days that ends where this one begins. */
  @IsOmittable()
  @IsIn(['previous'])
  @ApiProperty({ enum: ['previous'], required: false })
  compare?: 'previous';
}

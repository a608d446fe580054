import { ApiProperty } from '@nestjs/swagger';
import { ViewVisibility } from '../../../platform/prisma/generated/enums.js';
import { DashboardFilterDto } from './dashboard-filter.dto.js';
import { DashboardPeriodDto } from './dashboard-period.dto.js';
import { WidgetDto } from './widget.dto.js';

export class DashboardResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  name: string;

  @ApiProperty({ enum: ViewVisibility, enumName: 'ViewVisibility' })
  visibility: ViewVisibility;

  period: DashboardPeriodDto;

  filter: DashboardFilterDto;

  /** In the order in which they are shown. */
  widgets: WidgetDto[];

  @ApiProperty({ format: 'uuid' })
  ownerId: string;

  @ApiProperty({ type: 'integer' })
  version: number;

  createdAt: Date;

  updatedAt: Date;
}

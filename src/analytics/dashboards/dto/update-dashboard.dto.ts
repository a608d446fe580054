import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { IsOmittable, Trim } from '../../../platform/http/index.js';
import { AreWidgets, DashboardFieldsDto, IsOneLine } from './dashboard-fields.dto.js';
import type { WidgetDto } from './widget.dto.js';

/** Only what is sent is changed; period, filter and widgets are each replaced as a whole. */
export class UpdateDashboardDto extends DashboardFieldsDto {
  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  @IsOneLine()
  name?: string;

  /** In the order in which they are shown. */
  @IsOmittable()
  @AreWidgets()
  @ApiProperty({ required: false })
  widgets?: WidgetDto[];
}

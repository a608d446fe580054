import { IsString, MaxLength, MinLength } from 'class-validator';
import { Trim } from '../../../platform/http/index.js';
import { AreWidgets, DashboardFieldsDto, IsOneLine } from './dashboard-fields.dto.js';
import type { WidgetDto } from './widget.dto.js';

export class CreateDashboardDto extends DashboardFieldsDto {
  /** One line; one of its kind among the owner's dashboards. */
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  @IsOneLine()
  name: string;

  /** In the order in which they are shown. */
  @AreWidgets()
  widgets: WidgetDto[];
}

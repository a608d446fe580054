import type { DashboardFilterDto } from './dto/dashboard-filter.dto.js';
import type { DashboardPeriodDto } from './dto/dashboard-period.dto.js';
import type { WidgetDto } from './dto/widget.dto.js';

/** What a dashboard shows. */
export interface DashboardContent {
  period: DashboardPeriodDto;
  filter: DashboardFilterDto;
  widgets: WidgetDto[];
}

export { AnalyticsModule } from './analytics.module.js';
export { DashboardsModule } from './dashboards.module.js';

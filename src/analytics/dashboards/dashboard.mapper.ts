import type { Dashboard } from '../../platform/prisma/generated/client.js';
import type { DashboardContent } from './dashboard-content.js';
import type { DashboardResponse } from './dto/dashboard.response.js';

/** The JSON columns as what they were written from. */
export function contentOf({ period, filter, widgets }: Dashboard): DashboardContent {
  return { period, filter, widgets } as unknown as DashboardContent;
}

export function toDashboardResponse(dashboard: Dashboard): DashboardResponse {
  const { id, name, visibility, ownerId, version, createdAt, updatedAt } = dashboard;
  return { id, name, visibility, ...contentOf(dashboard), ownerId, version, createdAt, updatedAt };
}

import type { Day } from './my-day.queries.js';

export type MyDayPart = 'overdueTasks' | 'tasks' | 'reminders' | 'visits' | 'overdueDeals' | 'closingDeals';

/** The lists behind the parts of a day: paths and queries below `/api/v1`, with the rows and in the order of the part. */
export function linksOf({ agentId, date, start, end, nextWeek }: Day): Record<MyDayPart, string> {
  const [from, to] = [start.toISOString(), end.toISOString()];
  const activities = { assigneeId: agentId, done: 'false' };
  const deals = { status: 'OPEN', ownerId: agentId };
  const byClosing = { sort: 'expectedCloseDate' };
  return {
    overdueTasks: link('/activities', { ...activities, dueTo: from, sort: 'dueAt' }),
    tasks: link('/activities', { ...activities, dueFrom: from, dueTo: to, sort: 'dueAt' }),
    reminders: link('/activities', { ...activities, remindFrom: from, remindTo: to, sort: 'dueAt' }),
    visits: link('/visits', { agentId, from, to, sort: 'scheduledAt' }),
    overdueDeals: link('/opportunities', { ...deals, expectedTo: date, ...byClosing }),
    closingDeals: link('/opportunities', {
      ...deals,
      expectedFrom: date,
      expectedTo: nextWeek,
      ...byClosing,
    }),
  };
}

function link(path: string, query: Record<string, string>): string {
  return `${path}?${new URLSearchParams(query).toString()}`;
}

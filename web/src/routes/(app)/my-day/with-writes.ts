import type { Schemas } from '#lib/api/client.ts';
import type { Deed } from '#lib/offline/deeds.ts';
import type { Write } from '#lib/offline/writes.ts';

type Day = Schemas['MyDayResponse'];
type Activities = Schemas['MyDayActivities'];

const LEADS_TO = {
  checkIn: 'CHECKED_IN',
  checkOut: 'COMPLETED',
  skip: 'SKIPPED',
  noShow: 'NO_SHOW',
} as const;

/** The day as it is once these writes have arrived. */
export function withWrites(day: Day, writes: readonly Pick<Write, 'deed'>[]): Day {
  const deeds = writes.map(({ deed }) => deed);
  const done = new Set(deeds.map((deed) => (deed.kind === 'complete' ? deed.activityId : '')));
  return {
    ...day,
    visits: day.visits && {
      ...day.visits,
      items: day.visits.items.map((visit) => ({ ...visit, status: statusAfter(visit, deeds) })),
    },
    overdueTasks: without(day.overdueTasks, done),
    tasks: without(day.tasks, done),
    reminders: without(day.reminders, done),
  };
}

function statusAfter({ id, status }: Schemas['MyDayVisit'], deeds: readonly Deed[]): Schemas['VisitStatus'] {
  const last = deeds.findLast((deed) => deed.kind !== 'complete' && deed.visitId === id);
  return last && last.kind !== 'complete' ? LEADS_TO[last.kind] : status;
}

function without(part: Activities, done: ReadonlySet<string>): Activities {
  const items = part.items.filter(({ id }) => !done.has(id));
  return { ...part, items, count: part.count - (part.items.length - items.length) };
}

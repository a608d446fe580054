import type { Schemas } from '#lib/api/client.ts';
import { dateTime, duration, money } from '#lib/format/format.ts';
import { words } from './words.ts';

/** Something that happened with a deal. */
export interface Happening {
  id: string;
  at: string;
  what: string;
  who: string | undefined;
  more: string | undefined;
}

interface Past {
  stays: readonly Schemas['OpportunityHistoryEntryResponse'][];
  activities: readonly Schemas['ActivityResponse'][];
  visits: readonly Schemas['VisitResponse'][];
  stage: (id: string) => string;
  person: (id: string | null) => string | undefined;
}

/** Stays, what was done, and visits that took place; the newest first. */
export function storyOf({ stays, activities, visits, stage, person }: Past): Happening[] {
  const moves = stays.map(({ id, at, fromStageId, toStageId, byId, amount, secondsInStage }) => ({
    ...{ id, at, who: person(byId) },
    what: fromStageId === null ? words.t.began(stage(toStageId)) : words.t.entered(stage(toStageId)),
    more: joined(
      amount === undefined ? undefined : money(amount),
      secondsInStage === null ? undefined : words.t.stayed(duration(secondsInStage)),
    ),
  }));
  const deeds = activities.flatMap(({ id, type, subject, body, doneAt, createdAt, ownerId }) => {
    const at = doneAt ?? (type === 'NOTE' ? createdAt : null);
    const what = `${words.t.done[type]}: ${subject}`;
    return at === null ? [] : [{ id, at, what, who: person(ownerId), more: body ?? undefined }];
  });
  const seen = visits.flatMap(({ id, checkedInAt, status, agentId, notes }) =>
    status === 'COMPLETED' && checkedInAt !== null
      ? [{ id, at: checkedInAt, what: words.t.visit, who: person(agentId), more: notes ?? undefined }]
      : [],
  );
  return [...moves, ...deeds, ...seen].sort((one, other) => other.at.localeCompare(one.at));
}

function joined(...parts: (string | undefined)[]): string | undefined {
  const there = parts.filter((part) => part !== undefined);
  return there.length === 0 ? undefined : there.join(' · ');
}

export const whenOf = ({ at }: Happening): string => dateTime(at);

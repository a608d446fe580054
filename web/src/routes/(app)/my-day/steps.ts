import type { Schemas } from '#lib/api/client.ts';
import { tapped } from '#lib/offline/clock.ts';
import { outbox, type Outcome } from '#lib/offline/outbox.svelte.ts';
import { whereAmI } from './position.ts';

type Visit = Pick<Schemas['MyDayVisit'], 'id' | 'clientName'>;

/** It counts at the tap, not when the position was found. */
export async function checkIn({ id, clientName }: Visit): Promise<Outcome> {
  const at = tapped();
  const body = { ...(await whereAmI()), at };
  return outbox.do({ kind: 'checkIn', visitId: id, body }, clientName, at);
}

export function skip({ id, clientName }: Visit, reason: string): Promise<Outcome> {
  return outbox.do({ kind: 'skip', visitId: id, body: { reason } }, clientName);
}

export function wasAbsent({ id, clientName }: Visit): Promise<Outcome> {
  return outbox.do({ kind: 'noShow', visitId: id, body: {} }, clientName);
}

export function complete({
  id,
  subject,
}: Pick<Schemas['MyDayActivity'], 'id' | 'subject'>): Promise<Outcome> {
  return outbox.do({ kind: 'complete', activityId: id }, subject);
}

export function checkOut(
  { id, clientName }: Visit,
  said: Omit<Schemas['CheckOutDto'], 'at'>,
): Promise<Outcome> {
  const at = tapped();
  return outbox.do({ kind: 'checkOut', visitId: id, body: { ...said, at } }, clientName, at);
}

import { once } from '#lib/api/attempts.ts';
import { api, ask, type Schemas } from '#lib/api/client.ts';
import { whereAmI } from './position.ts';

/** @throws Problem */
export function checkIn(id: string): Promise<Schemas['VisitResponse']> {
  return once(`check-in ${id}`, whereAmI, (body, header) =>
    ask(api.POST('/api/v1/visits/{id}/check-in', { params: { path: { id }, header }, body })),
  );
}

/** @throws Problem */
export function checkOut(id: string, outcome: Schemas['VisitOutcome']): Promise<Schemas['VisitResponse']> {
  return once(
    `check-out ${id} ${outcome}`,
    () => ({ outcome }),
    (body, header) =>
      ask(api.POST('/api/v1/visits/{id}/check-out', { params: { path: { id }, header }, body })),
  );
}

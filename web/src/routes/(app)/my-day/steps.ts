import { api, ask, type Schemas } from '#lib/api/client.ts';
import { whereAmI } from './position.ts';

/** A key for each tap: sent again, it is done once. */
const once = () => ({ header: { 'Idempotency-Key': crypto.randomUUID() } });

/** @throws Problem */
export async function checkIn(id: string): Promise<Schemas['VisitResponse']> {
  const body = await whereAmI();
  return ask(api.POST('/api/v1/visits/{id}/check-in', { params: { path: { id }, ...once() }, body }));
}

/** @throws Problem */
export function checkOut(id: string, outcome: Schemas['VisitOutcome']): Promise<Schemas['VisitResponse']> {
  const body = { outcome };
  return ask(api.POST('/api/v1/visits/{id}/check-out', { params: { path: { id }, ...once() }, body }));
}

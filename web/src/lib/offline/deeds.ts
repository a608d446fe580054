import { api, ask, type Schemas } from '#lib/api/client.ts';

/** What can be done without network, as it is kept: plain data. `at` in a body is the moment of the tap. */
export type Deed =
  | { kind: 'checkIn'; visitId: string; body: Schemas['CheckInDto'] }
  | { kind: 'checkOut'; visitId: string; body: Schemas['CheckOutDto'] }
  | { kind: 'skip'; visitId: string; body: Schemas['ReasonDto'] }
  | { kind: 'noShow'; visitId: string; body: Schemas['NoShowDto'] }
  | { kind: 'complete'; activityId: string };

export type Answer = Schemas['VisitResponse'] | Schemas['ActivityResponse'];

/** A basement may take a request and never give an answer. */
const PATIENCE_MS = 20_000;

/** @throws Problem */
export function send(deed: Deed, key: string): Promise<Answer> {
  const header = { 'Idempotency-Key': key };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  switch (deed.kind) {
    case 'checkIn':
      return ask(
        api.POST('/api/v1/visits/{id}/check-in', {
          ...{ params: { path: { id: deed.visitId }, header }, body: deed.body, signal },
        }),
      );
    case 'checkOut':
      return ask(
        api.POST('/api/v1/visits/{id}/check-out', {
          ...{ params: { path: { id: deed.visitId }, header }, body: deed.body, signal },
        }),
      );
    case 'skip':
      return ask(
        api.POST('/api/v1/visits/{id}/skip', {
          ...{ params: { path: { id: deed.visitId }, header }, body: deed.body, signal },
        }),
      );
    case 'noShow':
      return ask(
        api.POST('/api/v1/visits/{id}/no-show', {
          ...{ params: { path: { id: deed.visitId }, header }, body: deed.body, signal },
        }),
      );
    case 'complete':
      return ask(
        api.POST('/api/v1/activities/{id}/complete', {
          ...{ params: { path: { id: deed.activityId }, header }, signal },
        }),
      );
  }
}

/** Steps of one thing follow each other: what comes after a refused one waits for a person. */
export function subjectOf(deed: Deed): string {
  return deed.kind === 'complete' ? deed.activityId : deed.visitId;
}

import { once } from '#lib/api/attempts.ts';
import { api, ask, type Schemas } from '#lib/api/client.ts';

type Deal = Schemas['OpportunityResponse'];
type Closing = Omit<Schemas['MoveOpportunityDto'], 'stageId'>;

/** A step on a deal as it was seen: at this version. */
export interface Step {
  id: string;
  version: number;
  stageId: string;
}

const tagOf = (version: number) => ({ 'If-Match': `"${version}"` });

/** @throws Problem STALE (412), or what the rules refuse */
export function moveDeal({ id, version, stageId }: Step, closing: Closing = {}): Promise<Deal> {
  const body = { stageId, ...closing };
  return once(
    `move ${id} ${version} ${JSON.stringify(body)}`,
    () => body,
    (sent, key) => {
      const params = { path: { id }, header: { ...tagOf(version), ...key } };
      return ask(api.POST('/api/v1/opportunities/{id}/move', { params, body: sent }));
    },
  );
}

/** @throws Problem STALE (412), or what the rules refuse */
export function reopenDeal({ id, version, stageId }: Step): Promise<Deal> {
  return once(
    `reopen ${id} ${version} ${stageId}`,
    () => ({ stageId }),
    (body, key) => {
      const params = { path: { id }, header: { ...tagOf(version), ...key } };
      return ask(api.POST('/api/v1/opportunities/{id}/reopen', { params, body }));
    },
  );
}

/** @throws Problem STALE (412) with the conflicts, or what is wrong with a field */
export function editDeal(
  { id, version }: Pick<Step, 'id' | 'version'>,
  body: Schemas['UpdateOpportunityDto'],
): Promise<Deal> {
  return once(
    `edit ${id} ${version} ${JSON.stringify(body)}`,
    () => body,
    (sent, key) => {
      const params = { path: { id }, header: { ...tagOf(version), ...key } };
      return ask(api.PATCH('/api/v1/opportunities/{id}', { params, body: sent }));
    },
  );
}

/** @throws Problem */
export function createDeal(body: Schemas['CreateOpportunityDto']): Promise<Deal> {
  return once(
    `create a deal ${JSON.stringify(body)}`,
    () => body,
    (sent, header) => ask(api.POST('/api/v1/opportunities', { params: { header }, body: sent })),
  );
}

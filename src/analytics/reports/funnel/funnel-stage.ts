import { percent, roundedQuotient } from '../arithmetic/fractions.js';
import type { Period } from '../arithmetic/period.js';
import { behind, opportunitiesOnceOf } from '../drill-down.js';
import type { HandedOnEntryRow } from '../handed-on.queries.js';
import type { Reach } from '../reach.js';
import type { Waiting } from '../waiting.queries.js';
import type { FunnelRow } from './funnel.queries.js';
import type { FunnelListResponse, FunnelStageResponse, FunnelWaitingResponse } from './funnel.response.js';

interface Facts {
  medians: ReadonlyMap<string, number>;
  waiting: ReadonlyMap<string, Waiting>;
  handedOn: ReadonlyMap<string, HandedOnEntryRow> | null;
}

/** What the answer says of a stage. */
export function toStage(row: FunnelRow, reach: Reach, period: Period, facts: Facts): FunnelStageResponse {
  const { pipelineId, pipelineName, stageId, stageName, kind, entered, advanced, dropped, amount } = row;
  const passes = kind === 'OPEN';
  const lists = listsOf(stageId, reach, period, facts.handedOn);
  const median = facts.medians.get(stageId);
  return {
    pipelineId,
    pipelineName,
    stageId,
    stageName,
    kind,
    entered: Number(entered),
    advanced: passes ? Number(advanced) : null,
    dropped: passes ? Number(dropped) : null,
    remaining: passes ? Number(entered - advanced - dropped) : null,
    conversion: passes ? percent(advanced, entered) : null,
    dropOff: passes ? percent(dropped, entered) : null,
    ...lists.entered,
    ...(passes && {
      fates: { advanced: lists.advanced, dropped: lists.dropped, remaining: lists.remaining },
    }),
    amount,
    staysEnded: Number(row.leftCount),
    meanSecondsInStage: row.leftCount === 0n ? null : Number(roundedQuotient(row.leftSeconds, row.leftCount)),
    medianSecondsInStage: median === undefined ? null : Math.round(median),
    waiting: passes ? { ...ages(facts.waiting.get(stageId)), ...lists.waiting } : null,
  };
}

function ages(waiting?: Waiting): FunnelWaitingResponse {
  return waiting ?? { count: 0, meanSeconds: null, medianSeconds: null };
}

type Lists = Record<'entered' | 'advanced' | 'dropped' | 'remaining' | 'waiting', FunnelListResponse>;

function listsOf(stageId: string, reach: Reach, { from, to }: Period, handedOn: Facts['handedOn']): Lists {
  const away = handedOn?.get(stageId) ?? { entered: 0n, advanced: 0n, dropped: 0n, waiting: 0n };
  const list = (notListed: bigint, enteredFate?: string): FunnelListResponse => {
    const filters = { enteredStageId: stageId, enteredFrom: from, enteredTo: to, enteredFate };
    return behind(opportunitiesOnceOf(reach, 'Entry', filters), handedOn === null ? null : Number(notListed));
  };
  return {
    entered: list(away.entered),
    advanced: list(away.advanced, 'ADVANCED'),
    dropped: list(away.dropped, 'DROPPED'),
    remaining: list(away.entered - away.advanced - away.dropped, 'REMAINING'),
    waiting: list(away.waiting, 'WAITING'),
  };
}

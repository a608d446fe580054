import { detailsRefusal } from './closing-details.js';
import type { Circumstances, ClosingDetails, Deal, DealStage, DealStatus, Refusal } from './deal.js';

/** `move` goes forward or back among open stages and closes; only `reopen` leads out of a closed one. */
export type Act = 'move' | 'reopen';

type Verdict = 'allowed' | 'DEAL_CLOSED' | 'NOT_CLOSED' | 'STAGE_NOT_OPEN';

/** Act → from → to. */
export const TRANSITIONS: Readonly<
  Record<Act, Readonly<Record<DealStatus, Readonly<Record<DealStatus, Verdict>>>>>
> = {
  move: {
    OPEN: { OPEN: 'allowed', WON: 'allowed', LOST: 'allowed' },
    WON: { OPEN: 'DEAL_CLOSED', WON: 'DEAL_CLOSED', LOST: 'DEAL_CLOSED' },
    LOST: { OPEN: 'DEAL_CLOSED', WON: 'DEAL_CLOSED', LOST: 'DEAL_CLOSED' },
  },
  reopen: {
    OPEN: { OPEN: 'NOT_CLOSED', WON: 'NOT_CLOSED', LOST: 'NOT_CLOSED' },
    WON: { OPEN: 'allowed', WON: 'STAGE_NOT_OPEN', LOST: 'STAGE_NOT_OPEN' },
    LOST: { OPEN: 'allowed', WON: 'STAGE_NOT_OPEN', LOST: 'STAGE_NOT_OPEN' },
  },
};

const DETAILS: Readonly<Record<Exclude<Verdict, 'allowed'>, string>> = {
  DEAL_CLOSED: 'The opportunity is closed: reopen it first.',
  NOT_CLOSED: 'The opportunity is open: move it instead.',
  STAGE_NOT_OPEN: 'An opportunity is reopened into an open stage.',
};

/** The first rule against bringing a deal into a stage, or undefined when there is none. */
export function refusalOf(
  act: Act,
  deal: Deal,
  target: DealStage,
  details: ClosingDetails,
  circumstances: Circumstances,
): Refusal | undefined {
  if (target.pipelineId !== deal.pipelineId) {
    return {
      code: 'OTHER_PIPELINE',
      detail: 'The stage belongs to another pipeline: an opportunity stays in the one in which it began.',
    };
  }
  if (act === 'move' && target.id === deal.stageId) {
    return { code: 'ALREADY_THERE', detail: 'The opportunity stands in this stage already.' };
  }
  const verdict = TRANSITIONS[act][deal.status][target.kind];
  if (verdict !== 'allowed') return { code: verdict, detail: DETAILS[verdict] };
  if (target.retiredAt)
    return { code: 'STAGE_RETIRED', detail: 'The stage is retired: no opportunity enters it any more.' };
  if (target.kind === 'WON' && !deal.clientId) {
    return { code: 'CLIENT_NEEDED', detail: 'An opportunity is not won for nobody: give it a client first.' };
  }
  return detailsRefusal(target.kind, deal.createdAt, details, circumstances);
}

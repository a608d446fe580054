import { createClient } from '../factories/client.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import type { MadePipeline } from '../factories/pipeline.ts';
import type { Person } from './people.ts';
import type { Story } from './story.ts';

type StageName = 'New' | 'Offer' | 'Closing' | 'Won' | 'Lost';

/** What may be said with a step, as the API takes it. */
export interface Said {
  lostReason?: string;
  lostNote?: string;
  competitor?: string;
  wonReason?: string;
  wonNote?: string;
}

/** One step of a deal and what comes of it; true for every way in which a deal can be brought into a stage. */
export interface DealTransition {
  title: string;
  act: 'move' | 'reopen';
  from: StageName;
  to: StageName;
  says?: Said;
  /** The deal has no client. */
  clientless?: true;
  /** The code of the refusal; the deal is as it was. A `pointer` makes it a 400, otherwise it is a 409. */
  refused?: { code: string; pointer?: string };
  /** How the deal stands afterwards. */
  becomes?: Said & { status: 'OPEN' | 'WON' | 'LOST'; probability: number };
}

/** What a deal that is brought to Lost for a table's sake was lost for. */
export const LOST_FOR = { lostReason: 'TIMING', lostNote: 'after the summer', competitor: 'Fumo SpA' };
export const WON_FOR = { wonReason: 'SERVICE', wonNote: 'quick delivery' };

const closed = (act: 'move', from: 'Won' | 'Lost', to: StageName, says?: Said): DealTransition => ({
  title: `${from} to ${to}: it is reopened first`,
  ...{ act, from, to, says },
  refused: { code: from === to ? 'ALREADY_THERE' : 'DEAL_CLOSED' },
});
const open = (to: StageName): DealTransition => ({
  title: `an open deal is not reopened into ${to}`,
  ...{ act: 'reopen', from: 'New', to },
  refused: { code: 'NOT_CLOSED' },
});
const notOpen = (from: 'Won' | 'Lost', to: 'Won' | 'Lost'): DealTransition => ({
  title: `${from} is not reopened into ${to}`,
  ...{ act: 'reopen', from, to },
  refused: { code: 'STAGE_NOT_OPEN' },
});
const lost = (title: string, says: Said, refused: DealTransition['refused']): DealTransition => ({
  title,
  ...{ act: 'move', from: 'Offer', to: 'Lost', says, refused },
});

export const DEAL_TRANSITIONS: readonly DealTransition[] = [
  {
    title: 'forward among open stages',
    ...{ act: 'move', from: 'New', to: 'Closing' },
    becomes: { status: 'OPEN', probability: 80 },
  },
  {
    title: 'back among open stages',
    ...{ act: 'move', from: 'Closing', to: 'New' },
    becomes: { status: 'OPEN', probability: 10 },
  },
  {
    title: 'to where it stands already',
    ...{ act: 'move', from: 'Offer', to: 'Offer' },
    refused: { code: 'ALREADY_THERE' },
  },
  {
    title: 'won, with the reason still to be asked',
    ...{ act: 'move', from: 'Offer', to: 'Won' },
    becomes: { status: 'WON', probability: 100 },
  },
  {
    title: 'won for a reason',
    ...{ act: 'move', from: 'New', to: 'Won', says: WON_FOR },
    becomes: { status: 'WON', probability: 100, ...WON_FOR },
  },
  {
    title: 'won for nobody',
    ...{ act: 'move', from: 'New', to: 'Won', clientless: true },
    refused: { code: 'CLIENT_NEEDED' },
  },
  {
    title: 'won for a reason that is none',
    ...{ act: 'move', from: 'Offer', to: 'Won', says: { wonReason: 'LUCK' } },
    refused: { code: 'REASON_UNKNOWN', pointer: '/wonReason' },
  },
  {
    title: 'won with a reason for losing',
    ...{ act: 'move', from: 'Offer', to: 'Won', says: { lostReason: 'PRICE' } },
    refused: { code: 'NOT_LOST', pointer: '/lostReason' },
  },
  {
    title: 'lost for a reason',
    ...{ act: 'move', from: 'Offer', to: 'Lost', says: { lostReason: 'PRICE' } },
    becomes: { status: 'LOST', probability: 0, lostReason: 'PRICE' },
  },
  {
    title: 'lost to a competitor who is named',
    ...{ act: 'move', from: 'Offer', to: 'Lost', says: { lostReason: 'COMPETITOR', competitor: 'Fumo SpA' } },
    becomes: { status: 'LOST', probability: 0, lostReason: 'COMPETITOR', competitor: 'Fumo SpA' },
  },
  {
    title: 'lost for OTHER with a note, also without a client',
    act: 'move',
    ...{ from: 'New', to: 'Lost', clientless: true },
    says: { lostReason: 'OTHER', lostNote: 'closed down' },
    becomes: { status: 'LOST', probability: 0, lostReason: 'OTHER', lostNote: 'closed down' },
  },
  lost('lost for no reason', {}, { code: 'LOST_REASON_NEEDED', pointer: '/lostReason' }),
  lost(
    'lost for OTHER without a note',
    { lostReason: 'OTHER' },
    { code: 'LOST_NOTE_NEEDED', pointer: '/lostNote' },
  ),
  lost(
    'lost for a reason that is none',
    { lostReason: 'BORED' },
    { code: 'REASON_UNKNOWN', pointer: '/lostReason' },
  ),
  lost(
    'lost with a reason for winning',
    { lostReason: 'PRICE', wonReason: 'SERVICE' },
    { code: 'NOT_WON', pointer: '/wonReason' },
  ),
  {
    title: 'an open stage with a reason',
    ...{ act: 'move', from: 'New', to: 'Offer', says: { lostReason: 'PRICE' } },
    refused: { code: 'NOT_LOST', pointer: '/lostReason' },
  },
  closed('move', 'Won', 'Offer'),
  closed('move', 'Won', 'Won'),
  closed('move', 'Won', 'Lost', { lostReason: 'PRICE' }),
  closed('move', 'Lost', 'Offer'),
  closed('move', 'Lost', 'Won'),
  closed('move', 'Lost', 'Lost', { lostReason: 'PRICE' }),
  open('Offer'),
  open('Won'),
  open('Lost'),
  {
    title: 'a won deal is reopened: date and reason are cleared',
    ...{ act: 'reopen', from: 'Won', to: 'Offer' },
    becomes: { status: 'OPEN', probability: 40 },
  },
  {
    title: 'a lost deal is reopened: date, reason, note and competitor are cleared',
    ...{ act: 'reopen', from: 'Lost', to: 'New' },
    becomes: { status: 'OPEN', probability: 10 },
  },
  notOpen('Won', 'Won'),
  notOpen('Won', 'Lost'),
  notOpen('Lost', 'Won'),
  notOpen('Lost', 'Lost'),
];

/** A deal of somebody's that stands where a transition begins. */
export async function dealToStep(
  story: Story,
  owner: Person,
  pipeline: MadePipeline,
  { from, clientless }: Pick<DealTransition, 'from' | 'clientless'>,
  fields: Record<string, unknown> = {},
): Promise<string> {
  const clientId = clientless ? undefined : (await createClient(story, owner)).id;
  const isOpen = from !== 'Won' && from !== 'Lost';
  const stageId = pipeline.stage(isOpen ? from : 'New');
  const { id } = await createOpportunity(story, owner, { clientId, stageId, ...fields });
  if (isOpen) return id;
  const says = from === 'Lost' ? LOST_FOR : WON_FOR;
  await story
    .as(owner)
    .post(`/opportunities/${id}/move`)
    .send({ stageId: pipeline.stage(from), ...says })
    .expect(200);
  return id;
}

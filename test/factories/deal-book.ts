import type { Opportunity } from '#app/platform/prisma/generated/client.js';
import type { Person } from '../support/people.ts';
import type { Story } from '../support/story.ts';

const STAGES = {
  New: ['OPEN', 10],
  Offer: ['OPEN', 40],
  Closing: ['OPEN', 80],
  Won: ['WON', 100],
  Lost: ['LOST', 0],
} as const;
export type StageName = keyof typeof STAGES;

type Tx = Parameters<Parameters<Story['prisma']['$transaction']>[0]>[0];

interface Deal {
  at: string;
  amount?: string;
  expectedCloseDate?: string;
  stage?: StageName;
}

/** Deals with any past, straight into the database, each change with its journal row as the application writes it. */
export interface DealBook {
  pipelineId: string;
  stageIds: Readonly<Record<StageName, string>>;
  create: (owner: Person, deal: Deal) => Promise<string>;
  /** Closes the deal when the stage does; opens it again when it doesn't. */
  move: (id: string, stage: StageName, at: string) => Promise<void>;
  assign: (id: string, owner: Person) => Promise<void>;
  edit: (
    id: string,
    fields: { amount?: string; expectedCloseDate?: string; probability?: number },
  ) => Promise<void>;
  remove: (id: string) => Promise<void>;
}

export async function openDealBook({ prisma, people }: Story, name = 'Shops'): Promise<DealBook> {
  const client = await prisma.client.create({ data: { name: `Svapo ${name}`, ownerId: people.admin.id } });
  const pipeline = await prisma.salesPipeline.create({ data: { name } });
  const stageIds = {} as Record<StageName, string>;
  for (const [position, [stage, [kind, probability]]] of Object.entries(STAGES).entries()) {
    const data = { pipelineId: pipeline.id, name: stage, position: position + 1, kind, probability };
    stageIds[stage as StageName] = (await prisma.pipelineStage.create({ data })).id;
  }

  const record = (tx: Tx, verb: string, { id, ownerId }: Opportunity) =>
    tx.journalEntry.create({
      data: { action: `opportunity.${verb}`, entity: 'opportunity', entityId: id, ownerId },
    });
  const update = (id: string, verb: string, data: object) =>
    prisma.$transaction(
      async (tx) => void (await record(tx, verb, await tx.opportunity.update({ where: { id }, data }))),
    );
  const standing = (stage: StageName, at: string) => {
    const [status, probability] = STAGES[stage];
    const closing = {
      closedAt: status === 'OPEN' ? null : new Date(at),
      lostReason: status === 'LOST' ? ('PRICE' as const) : null,
    };
    return { stageId: stageIds[stage], status, probability, ...closing };
  };

  return {
    pipelineId: pipeline.id,
    stageIds,
    create: (owner, { at, amount = '1000.00', expectedCloseDate, stage = 'New' }) =>
      prisma.$transaction(async (tx) => {
        const where = standing(stage, at);
        const data = {
          ...where,
          title: 'Display of liquids',
          clientId: client.id,
          pipelineId: pipeline.id,
          amount,
          ownerId: owner.id,
          createdAt: new Date(at),
          ...(expectedCloseDate && { expectedCloseDate: new Date(expectedCloseDate) }),
        };
        const deal = await tx.opportunity.create({ data });
        const { stageId, probability } = where;
        await tx.opportunityStageEntry.create({
          data: {
            opportunityId: deal.id,
            sequence: 1,
            stageId,
            enteredAt: new Date(at),
            ownerId: owner.id,
            amount,
            probability,
          },
        });
        await record(tx, 'created', deal);
        return deal.id;
      }),
    move: (id, stage, at) =>
      prisma.$transaction(async (tx) => {
        const present = await tx.opportunityStageEntry.findFirstOrThrow({
          where: { opportunityId: id, leftAt: null },
        });
        const deal = await tx.opportunity.update({ where: { id }, data: standing(stage, at) });
        await tx.opportunityStageEntry.update({ where: { id: present.id }, data: { leftAt: new Date(at) } });
        const { ownerId, amount, probability, stageId } = deal;
        const entry = {
          sequence: present.sequence + 1,
          fromStageId: present.stageId,
          enteredAt: new Date(at),
        };
        await tx.opportunityStageEntry.create({
          data: { ...entry, opportunityId: id, stageId, ownerId, amount, probability },
        });
        await record(tx, 'moved', deal);
      }),
    assign: (id, owner) => update(id, 'assigned', { ownerId: owner.id }),
    edit: (id, { expectedCloseDate, ...fields }) =>
      update(id, 'updated', {
        ...fields,
        ...(expectedCloseDate && { expectedCloseDate: new Date(expectedCloseDate) }),
      }),
    remove: (id) => update(id, 'deleted', { deletedAt: new Date() }),
  };
}

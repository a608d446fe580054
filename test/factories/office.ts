import { constantFrom, integer, record, sample } from 'fast-check';
import type { Person } from '../support/people.ts';
import type { Story } from '../support/story.ts';
import { createClient } from './client.ts';
import { importFile, restsIn } from './import.ts';
import { createOpportunity } from './opportunity.ts';
import { createPipeline } from './pipeline.ts';

const ACTS = [
  'sell',
  'sell',
  'sell',
  'move',
  'move',
  'move',
  'move',
  'lose',
  'win',
  'reopen',
  'fillLines',
  'assignDeal',
  'deleteDeal',
  'bulkMove',
  'bulkAssign',
  'visitLate',
  'visitLate',
  'cancelVisit',
  'assignClient',
  'deleteClient',
  'restoreClient',
  'mergeClients',
  'undoMerge',
  'importDeals',
  'takeImportBack',
  'orderStages',
  'editStage',
  'retireStage',
] as const;
export type OfficeAct = (typeof ACTS)[number];

export interface OfficeStep {
  act: OfficeAct;
  pick: number;
  owner: number;
  days: number;
}

/** Every act once, and then by chance; the same for the same seed. */
export function officeSteps(seed: number, count: number): OfficeStep[] {
  const step = record({
    act: constantFrom<OfficeAct[]>(...ACTS),
    pick: integer({ min: 0, max: 9_999 }),
    owner: integer({ min: 0, max: 1 }),
    days: integer({ min: 1, max: 600 }),
  });
  const [chosen, all] = [sample(step, { seed, numRuns: count }), [...new Set(ACTS)]];
  return chosen.map((drawn, index) => ({ ...drawn, act: all[index] ?? drawn.act }));
}

/** A sales office at work through the API: what it does goes the way of the application's own services, journal included. */
export interface Office {
  /** Does it if there is something to do it with. */
  further: (step: OfficeStep) => Promise<void>;
  /** How often each act was done. */
  done: ReadonlyMap<OfficeAct, number>;
}

export async function openOffice(story: Story): Promise<Office> {
  const { people, clock } = story;
  const [admin, anna] = [story.as(people.admin), story.as(people.anna)];
  const pipeline = await createPipeline(story, { name: 'Office' });
  const open = ['New', 'Offer', 'Closing'].map(pipeline.stage);
  const done = new Map<OfficeAct, number>();
  const [deals, clients, deleted, merges, imports]: string[][] = [[], [], [], [], []];
  let serial = 0;

  const pickOf = (list: string[] = [], pick: number): string | undefined =>
    list[pick % Math.max(list.length, 1)];
  const ok = ({ status }: { status: number }): boolean => status >= 200 && status < 300;
  const ownerOf = (index: number): Person => (index === 0 ? people.aldo : people.alma);
  const at = (days: number): string => new Date(Date.UTC(2024, 11, 30, 10) + days * 86_400_000).toISOString();

  const acts: Record<OfficeAct, (step: OfficeStep) => Promise<boolean>> = {
    sell: async ({ owner }) => {
      const { id: clientId } = await createClient(story, ownerOf(owner));
      clients?.push(clientId);
      for (const amount of ['120.50', '80.25'])
        deals?.push(
          (
            await createOpportunity(story, ownerOf(owner), {
              clientId,
              amount,
              expectedCloseDate: '2027-02-10',
            })
          ).id,
        );
      return true;
    },
    move: async ({ pick, days }) =>
      ok(await anna.post(`/opportunities/${pickOf(deals, pick)}/move`).send({ stageId: open[days % 3] })),
    lose: async ({ pick }) =>
      ok(
        await anna
          .post(`/opportunities/${pickOf(deals, pick)}/move`)
          .send({ stageId: pipeline.stage('Lost'), lostReason: 'PRICE' }),
      ),
    win: async ({ pick }) =>
      ok(
        await anna
          .post(`/opportunities/${pickOf(deals, pick)}/move`)
          .send({ stageId: pipeline.stage('Won') }),
      ),
    reopen: async ({ pick, days }) => {
      const closed = await story.prisma.opportunity.findMany({
        where: { id: { in: deals ?? [] }, status: { not: 'OPEN' }, deletedAt: null },
        orderBy: { id: 'asc' },
      });
      const id = pickOf(
        closed.map((deal) => deal.id),
        pick,
      );
      return ok(await anna.post(`/opportunities/${id}/reopen`).send({ stageId: open[days % 3] }));
    },
    fillLines: async ({ pick, days }) => {
      const line = {
        description: 'Basi',
        unit: 'pz',
        quantity: String(days),
        unitPrice: '3.10',
        vatClass: '22',
      };
      return ok(await anna.put(`/opportunities/${pickOf(deals, pick)}/lines`).send({ lines: [line] }));
    },
    assignDeal: async ({ pick, owner }) =>
      ok(
        await anna.post(`/opportunities/${pickOf(deals, pick)}/assign`).send({ ownerId: ownerOf(owner).id }),
      ),
    deleteDeal: async ({ pick }) => ok(await anna.delete(`/opportunities/${pickOf(deals, pick)}`)),
    bulkMove: async ({ pick, days }) =>
      ok(
        await anna.post('/opportunities/bulk').send({
          action: 'MOVE',
          stageId: open[days % 3],
          ids: (deals ?? []).slice(pick % 5, (pick % 5) + 6),
        }),
      ),
    bulkAssign: async ({ pick, owner }) =>
      ok(
        await anna.post('/clients/bulk').send({
          action: 'ASSIGN',
          ownerId: ownerOf(owner).id,
          ids: (clients ?? []).slice(pick % 5, (pick % 5) + 4),
        }),
      ),
    visitLate: async ({ owner, days }) => {
      const agent = ownerOf(owner);
      const { id: clientId } = await createClient(story, agent);
      serial += 1;
      const scheduledAt = new Date(Date.parse(at(days)) + serial * 60_000).toISOString();
      clock.setTo(scheduledAt);
      const made = await story
        .as(agent)
        .post('/visits')
        .send({ clientId, agentId: agent.id, scheduledAt, durationMinutes: 15 });
      if (!ok(made)) return false;
      // The taps of the morning arrive a day and a half later.
      clock.setTo(new Date(Date.parse(scheduledAt) + 36 * 3_600_000).toISOString());
      const tap = (step: string, minutes: number, more: object = {}) =>
        story
          .as(agent)
          .post(`/visits/${made.body.id}/${step}`)
          .set('Idempotency-Key', `${step}-of-visit-${serial}`)
          .send({ at: new Date(Date.parse(scheduledAt) + minutes * 60_000).toISOString(), ...more });
      return (
        ok(await tap('check-in', 2)) &&
        ok(await tap('check-out', 12, { outcome: 'ORDER', orderAmount: '45.10' }))
      );
    },
    cancelVisit: async ({ owner, days }) => {
      const agent = ownerOf(owner);
      const { id: clientId } = await createClient(story, agent);
      serial += 1;
      const scheduledAt = new Date(Date.parse(at(days)) + serial * 3_600_000).toISOString();
      const made = await story
        .as(agent)
        .post('/visits')
        .send({ clientId, agentId: agent.id, scheduledAt, durationMinutes: 15 });
      return ok(made) && ok(await anna.delete(`/visits/${made.body.id}`));
    },
    assignClient: async ({ pick, owner }) =>
      ok(await anna.post(`/clients/${pickOf(clients, pick)}/assign`).send({ ownerId: ownerOf(owner).id })),
    deleteClient: async ({ owner }) => {
      const { id } = await createClient(story, ownerOf(owner));
      await createOpportunity(story, ownerOf(owner), { clientId: id, amount: '7.00' });
      await createOpportunity(story, ownerOf(owner), { clientId: id, amount: '9.00' });
      // Nobody deletes a client with open deals.
      const lost = await story.prisma.opportunity.findMany({ where: { clientId: id }, select: { id: true } });
      for (const deal of lost)
        await anna
          .post(`/opportunities/${deal.id}/move`)
          .send({ stageId: pipeline.stage('Lost'), lostReason: 'PRICE' });
      deleted?.push(id);
      return ok(await anna.delete(`/clients/${id}`));
    },
    restoreClient: async ({ pick }) => ok(await anna.post(`/clients/${pickOf(deleted, pick)}/restore`)),
    mergeClients: async ({ owner, pick }) => {
      clock.setTo(undefined);
      const { id: sourceId } = await createClient(story, ownerOf(owner));
      deals?.push(
        (await createOpportunity(story, ownerOf(owner), { clientId: sourceId, amount: '11.00' })).id,
      );
      const answer = await anna.post(`/clients/${pickOf(clients, pick)}/merge`).send({ sourceId, take: {} });
      if (ok(answer)) merges?.push(answer.body.mergeId as string);
      return ok(answer);
    },
    undoMerge: async () => {
      clock.setTo(undefined);
      const id = merges?.pop();
      return id !== undefined && ok(await anna.post(`/merges/${id}/undo`));
    },
    importDeals: async ({ days }) => {
      clock.setTo(undefined);
      serial += 1;
      const [opened, closed] = [at(days).slice(0, 10), at(days + 9).slice(0, 10)];
      const csv = [
        'Codice;Titolo;Cliente;Agente;Fase;Importo;Data apertura;Data chiusura;Motivo perdita',
        `V${serial}a;Da carta;;Aldo;Offer;300;${opened};;`,
        `V${serial}b;Da carta;;Alma;Lost;410,20;${opened};${closed};prezzo`,
        `V${serial}c;Da carta;;Aldo;Lost;99,90;${opened};${closed};prezzo`,
      ].join('\n');
      const { id, created } = await importFile(story, people.anna, csv, {
        type: 'opportunities',
        key: 'externalId',
      });
      imports?.push(id);
      return created === 3;
    },
    takeImportBack: async () => {
      clock.setTo(undefined);
      const id = imports?.pop();
      if (id === undefined || !ok(await anna.post(`/imports/${id}/revert`).send({}))) return false;
      return (await restsIn(story, people.anna, id, 'REVERTED', 'FAILED')).status === 'REVERTED';
    },
    orderStages: async ({ pick }) => {
      const stages = await story.prisma.pipelineStage.findMany({
        where: { pipelineId: pipeline.id, retiredAt: null },
        orderBy: { position: 'asc' },
      });
      const turned = stages.map((_, index) => stages[(index + 1 + (pick % 2)) % stages.length]?.id);
      return ok(await admin.put(`/pipelines/${pipeline.id}/stages/order`).send({ stageIds: turned }));
    },
    editStage: async ({ pick, days }) =>
      ok(await admin.patch(`/stages/${open[pick % 3]}`).send({ probability: days % 100 })),
    retireStage: async ({ pick }) => {
      const [stage, moveTo] = [open[pick % 3], open[(pick + 1) % 3]];
      const retired = await admin.patch(`/stages/${stage}`).send({ retired: true, moveTo });
      return ok(retired) && ok(await admin.patch(`/stages/${stage}`).send({ retired: false }));
    },
  };

  return {
    done,
    further: async (step) => {
      clock.setTo(at(step.days));
      if (await acts[step.act](step)) done.set(step.act, (done.get(step.act) ?? 0) + 1);
      clock.setTo(undefined);
    },
  };
}

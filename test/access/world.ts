import { SealingKeys } from '#app/auth/index.js';
import type { PrismaService } from '#app/platform/prisma/prisma.service.js';
import { randomBytes, randomUUID } from 'node:crypto';
import { newWebhookSecret } from '#app/webhooks/secrets/webhook-secret.js';
import { storeEmptyRoute } from '../factories/route.ts';
import type { Person } from '../support/people.ts';
import { STORY_SECRET, type Story } from '../support/story.ts';

export const MISSING = '01999999-9999-7999-8999-999999999999';

/** What the `{id}` of an operation names. */
export type Target =
  | 'client'
  | 'merge'
  | 'deletedClient'
  | 'contact'
  | 'opportunity'
  | 'activity'
  | 'visit'
  | 'route'
  | 'import'
  | 'bulkOperation'
  | 'pipeline'
  | 'product'
  | 'closingReason'
  | 'customField'
  | 'view'
  | 'dashboard'
  | 'role'
  | 'stage'
  | 'user'
  | 'team'
  | 'session'
  | 'apiKey'
  | 'calendarFeed'
  | 'visitSeries'
  | 'absence'
  | 'webhook';

interface Ground {
  prisma: PrismaService;
  pipelineId: string;
  stageId: string;
  /** A day of its own for each visit and route: no two of an agent overlap. */
  nextDay: () => Date;
}

type Maker = (ground: Ground, owner: Person) => Promise<string>;

const idOf = async (row: Promise<{ id: string }>): Promise<string> => (await row).id;

const makeClient: Maker = ({ prisma }, { id, email }) =>
  idOf(prisma.client.create({ data: { name: `Svapo ${email}`, ownerId: id } }));

/** How a record of each kind comes to belong to somebody; pipelines and stages belong to nobody. */
const MAKERS: Readonly<Record<Target, Maker>> = {
  client: makeClient,
  merge: async (ground, owner) => {
    const [targetId, sourceId] = [await makeClient(ground, owner), await makeClient(ground, owner)];
    const now = new Date();
    await ground.prisma.client.update({
      where: { id: sourceId },
      data: { deletedAt: now, mergedIntoId: targetId },
    });
    const undo = { before: {}, after: {}, moved: {} };
    return idOf(
      ground.prisma.clientMerge.create({
        data: { targetId, sourceId, mergedAt: now, mergedById: owner.id, undo },
      }),
    );
  },
  deletedClient: ({ prisma }, { id }) =>
    idOf(prisma.client.create({ data: { name: 'Svapo Chiuso', ownerId: id, deletedAt: new Date() } })),
  contact: async (ground, owner) =>
    idOf(
      ground.prisma.contact.create({
        data: { clientId: await makeClient(ground, owner), fullName: 'Carla' },
      }),
    ),
  opportunity: async (ground, owner) => {
    const { prisma, pipelineId, stageId } = ground;
    const entry = {
      sequence: 1,
      stageId,
      enteredAt: new Date(),
      ownerId: owner.id,
      amount: 0,
      probability: 10,
    };
    const data = {
      title: 'Fornitura',
      clientId: await makeClient(ground, owner),
      ...{ pipelineId, stageId, probability: 10, ownerId: owner.id },
      entries: { create: entry },
    };
    return idOf(prisma.opportunity.create({ data }));
  },
  activity: async (ground, owner) =>
    idOf(
      ground.prisma.activity.create({
        data: {
          type: 'TASK',
          subject: 'Richiamare',
          clientId: await makeClient(ground, owner),
          ownerId: owner.id,
        },
      }),
    ),
  visit: async (ground, owner) => {
    const scheduledAt = ground.nextDay();
    const endsAt = new Date(scheduledAt.getTime() + 1_800_000);
    const data = { clientId: await makeClient(ground, owner), agentId: owner.id, scheduledAt, endsAt };
    return idOf(ground.prisma.visit.create({ data }));
  },
  route: ({ prisma, nextDay }, { id }) => idOf(storeEmptyRoute(prisma, id, nextDay())),
  import: ({ prisma }, { id }) =>
    idOf(
      prisma.import.create({
        data: {
          type: 'clients',
          status: 'READY',
          fileName: 'a.csv',
          encoding: 'UTF-8',
          mapping: {},
          createdById: id,
        },
      }),
    ),
  bulkOperation: ({ prisma }, { id }) =>
    idOf(
      prisma.bulkOperation.create({
        data: { resource: 'clients', action: 'DELETE', status: 'DONE', total: 0, createdById: id },
      }),
    ),
  customField: ({ prisma }) => {
    const key = `k${randomUUID().replaceAll('-', '')}`;
    return idOf(
      prisma.customField.create({
        data: { resource: 'clients', key, labelIt: 'Colore', labelEn: 'Colour', type: 'TEXT' },
      }),
    );
  },
  role: ({ prisma }) => {
    const key = `R${randomUUID().replaceAll('-', '').toUpperCase()}`;
    return idOf(prisma.role.create({ data: { key, name: key } }));
  },
  view: ({ prisma }, { id }) =>
    idOf(prisma.savedView.create({ data: { resource: 'clients', name: randomUUID(), ownerId: id } })),
  dashboard: ({ prisma }, { id }) =>
    idOf(
      prisma.dashboard.create({
        data: {
          ...{ name: randomUUID(), ownerId: id },
          ...{ period: { preset: 'THIS_MONTH' }, widgets: [{ report: 'funnel' }] },
        },
      }),
    ),
  product: ({ prisma }) =>
    idOf(
      prisma.product.create({
        data: { code: randomUUID(), name: 'Base', unit: 'pz', listPrice: 4.9, vatClass: '22' },
      }),
    ),
  closingReason: async ({ prisma }) =>
    (await prisma.closingReason.findFirstOrThrow({ where: { outcome: 'LOST' } })).id,
  pipeline: ({ pipelineId }) => Promise.resolve(pipelineId),
  stage: ({ stageId }) => Promise.resolve(stageId),
  user: ({ prisma }, { teamId }) =>
    idOf(
      prisma.user.create({
        data: {
          email: `${randomUUID()}@example.test`,
          fullName: 'Team-mate',
          teamId,
          status: 'ACTIVE',
          passwordHash: 'none',
        },
      }),
    ),
  team: async ({ prisma }, { teamId }) =>
    teamId ?? (await idOf(prisma.team.create({ data: { name: randomUUID() } }))),
  apiKey: ({ prisma }, { id }) =>
    idOf(
      prisma.apiKey.create({
        data: {
          userId: id,
          name: 'magazzino',
          hint: 'nxk_0000',
          keyHash: new Uint8Array(randomBytes(32)),
          permissions: {},
          expiresAt: new Date(Date.now() + 86_400_000),
        },
      }),
    ),
  visitSeries: async (ground, owner) => {
    const from = ground.nextDay();
    return idOf(
      ground.prisma.visitSeries.create({
        data: {
          clientId: await makeClient(ground, owner),
          ...{ agentId: owner.id, createdById: owner.id, updatedById: owner.id },
          ...{ frequency: 'MONTHLY', interval: 1, monthDay: 1, time: '09:00', durationMinutes: 30 },
          ...{ from, until: from, madeThrough: from },
        },
      }),
    );
  },
  absence: ({ prisma, nextDay }, { id }) => {
    const day = nextDay();
    const by = { createdById: id, updatedById: id };
    return idOf(prisma.absence.create({ data: { agentId: id, from: day, to: day, ...by } }));
  },
  calendarFeed: ({ prisma }, { id }) =>
    idOf(
      prisma.calendarFeed.create({
        data: { userId: id, name: 'telefono', tokenHash: new Uint8Array(randomBytes(32)) },
      }),
    ),
  webhook: async ({ prisma }, { id }) => {
    const webhookId = randomUUID();
    const keys = new SealingKeys({ totpKey: STORY_SECRET, totpSecondKey: undefined }, 'webhook-secret');
    const { sealed, keyId } = keys.close(newWebhookSecret(), webhookId);
    // Nothing is sent there: it is no address of the internet.
    const data = { id: webhookId, url: 'https://127.0.0.1:4443/', events: ['client.created'] };
    return idOf(
      prisma.webhookSubscription.create({ data: { ...data, secret: sealed, keyId, createdById: id } }),
    );
  },
  session: ({ prisma }, { id }) =>
    idOf(prisma.session.create({ data: { userId: id, expiresAt: new Date(Date.now() + 86_400_000) } })),
};

export interface World {
  stageId: string;
  /** A record of this kind that belongs to somebody, the same at each call. */
  of: (owner: Person, target: Target) => Promise<string>;
  /** Another one at each call, for a write that is let in. */
  another: (owner: Person, target: Target) => Promise<string>;
}

/** The ground on which every kind of record can be made for anybody. */
export async function makeWorld({ prisma }: Story): Promise<World> {
  const stages = [
    { name: 'Nuovo', position: 1, probability: 10, kind: 'OPEN' },
    { name: 'Vinta', position: 2, probability: 100, kind: 'WON' },
    { name: 'Persa', position: 3, probability: 0, kind: 'LOST' },
  ] as const;
  const pipeline = await prisma.salesPipeline.create({
    data: { name: 'Vendita', stages: { create: [...stages] } },
    include: { stages: { orderBy: { position: 'asc' } } },
  });
  const stageId = pipeline.stages[0]?.id ?? '';
  let days = 0;
  const nextDay = (): Date => new Date(Date.UTC(2027, 0, (days += 1), 9));
  const ground = { prisma, pipelineId: pipeline.id, stageId, nextDay };
  const made = new Map<string, Promise<string>>();
  const another = (owner: Person, target: Target): Promise<string> => MAKERS[target](ground, owner);
  return {
    stageId,
    another,
    of: (owner, target) => {
      const key = `${owner.id} ${target}`;
      const known = made.get(key) ?? another(owner, target);
      made.set(key, known);
      return known;
    },
  };
}

import type { Person } from '../support/people.ts';
import type { Story } from '../support/story.ts';
import { type ClientBody, createClient } from './client.ts';
import { createOpportunity } from './opportunity.ts';

export interface FullClient extends ClientBody {
  contactId: string;
  dealId: string;
  activityId: string;
  visitId: string;
  seriesId: string;
}

let days = 0;

/** A client with one row in each table that belongs to clients; there must be a pipeline. */
export async function createFullClient(
  story: Story,
  owner: Person,
  fields: Record<string, unknown> = {},
): Promise<FullClient> {
  const api = story.as(owner);
  const client = await createClient(story, owner, fields);
  const made = async (path: string, body: object): Promise<string> => {
    const answer = await api.post(path).send(body);
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body.id as string;
  };
  const { id: clientId } = client;
  const contactId = await made(`/clients/${clientId}/contacts`, { fullName: `Rosa of ${client.name}` });
  const { id: dealId } = await createOpportunity(story, owner, { clientId });
  const activityId = await made('/activities', { type: 'TASK', subject: 'Call back', clientId });
  days += 1;
  const scheduledAt = new Date(Date.UTC(2027, 0, days, 9)).toISOString();
  const visitId = await made('/visits', { clientId, agentId: owner.id, scheduledAt, opportunityId: dealId });
  const at = new Date(scheduledAt);
  await story.prisma.route.create({
    data: {
      agentId: owner.id,
      date: at,
      ...{
        objective: 'MIN_TRAVEL',
        engine: 'in-process',
        matrixSource: 'none',
        seed: 1,
        input: {},
        totals: {},
      },
      createdById: owner.id,
      stops: {
        create: {
          ...{
            sequence: 1,
            clientId,
            visitId,
            arrival: at,
            waitingSeconds: 0,
            serviceStart: at,
            departure: at,
          },
          ...{ travelSeconds: 0, travelMeters: 0 },
        },
      },
    },
  });
  const by = { agentId: owner.id, createdById: owner.id, updatedById: owner.id };
  const weekly = {
    frequency: 'WEEKLY',
    interval: 1,
    time: '09:00',
    durationMinutes: 30,
  } as const;
  const series = { clientId, weekdays: [1], from: at, madeThrough: at, ...by, ...weekly };
  const { id: seriesId } = await story.prisma.visitSeries.create({ data: series });
  return { ...client, contactId, dealId, activityId, visitId, seriesId };
}

import type { Visit } from '#app/platform/prisma/generated/client.js';
import type { Person } from '../support/people.ts';
import type { Story } from '../support/story.ts';

interface VisitFields {
  clientId: string;
  opportunityId?: string;
  scheduledAt?: string;
  durationMinutes?: number;
  status?: Visit['status'];
  fixed?: boolean;
}

/** A visit of `agent`, straight into the database; by default half an hour at nine in Rome on 2 March 2026. */
export async function createVisit(story: Story, agent: Person, fields: VisitFields): Promise<Visit> {
  const { scheduledAt = '2026-03-02T08:00:00Z', durationMinutes = 30, ...rest } = fields;
  const start = new Date(scheduledAt);
  const endsAt = new Date(start.getTime() + durationMinutes * 60_000);
  return story.prisma.visit.create({
    data: { ...rest, agentId: agent.id, scheduledAt: start, endsAt, durationMinutes },
  });
}

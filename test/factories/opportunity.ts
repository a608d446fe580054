import type { Person } from '../support/people.ts';
import type { Story } from '../support/story.ts';

export interface MadeOpportunity {
  id: string;
  version: number;
  stageId: string;
  amount: string;
  createdAt: string;
}

/** A deal of somebody's own, in the first stage of the default pipeline unless said otherwise. */
export async function createOpportunity(
  story: Story,
  owner: Person,
  fields: Record<string, unknown> = {},
): Promise<MadeOpportunity> {
  const { body, status } = await story
    .as(owner)
    .post('/opportunities')
    .send({ title: 'Display of liquids', amount: '1000.00', ...fields });
  if (status !== 201) throw new Error(`the opportunity was refused: ${JSON.stringify(body)}`);
  return body as MadeOpportunity;
}

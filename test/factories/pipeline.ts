import type { Story } from '../support/story.ts';

export interface MadeStage {
  id: string;
  name: string;
  kind: 'OPEN' | 'WON' | 'LOST';
  position: number;
  probability: number;
  version: number;
}

export interface MadePipeline {
  id: string;
  version: number;
  /** In their order. */
  stages: MadeStage[];
  /** The id of the stage of this name. */
  stage: (name: string) => string;
}

/** New 10 %, Offer 40 %, Closing 80 %, then Won and Lost. */
export const STAGES = [
  { name: 'New', kind: 'OPEN', probability: 10 },
  { name: 'Offer', kind: 'OPEN', probability: 40 },
  { name: 'Closing', kind: 'OPEN', probability: 80 },
  { name: 'Won', kind: 'WON' },
  { name: 'Lost', kind: 'LOST' },
] as const;

/** A pipeline as the admin makes it; the first one is the default. */
export async function createPipeline(
  story: Story,
  fields: Record<string, unknown> = {},
): Promise<MadePipeline> {
  const { body, status } = await story
    .as(story.people.admin)
    .post('/pipelines')
    .send({ name: 'Vape shops', stages: STAGES, ...fields });
  if (status !== 201) throw new Error(`the pipeline was refused: ${JSON.stringify(body)}`);
  const { id, version, stages } = body as MadePipeline;
  return { id, version, stages, stage: (name) => idOf(stages, name) };
}

function idOf(stages: readonly MadeStage[], name: string): string {
  const found = stages.find((stage) => stage.name === name);
  if (!found) throw new Error(`there is no stage ${name}`);
  return found.id;
}

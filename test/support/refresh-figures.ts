import { setTimeout as pause } from 'node:timers/promises';
import type { Story } from './story.ts';

/** Asks for a refresh as the admin and waits until the figures know every change that was made before. */
export async function refreshFigures(story: Story, { full = false } = {}): Promise<void> {
  const admin = story.as(story.people.admin);
  for (let tries = 0; tries < 80; tries += 1) {
    const { body, status } = await admin.post('/analytics/refresh').send({ full });
    if (status !== 202) throw new Error(`the refresh was refused: ${JSON.stringify(body)}`);
    const run = await runOf(story, body.runId);
    if (run.state === 'FAILED') throw new Error(`the refresh failed: ${run.error}`);
    const { lag } = (await admin.get('/analytics/status')).body;
    // Another story's transaction on the same server may hold the journal's horizon back: making the
    // demo company takes seconds.
    if (lag.journalRows === 0) return;
    await pause(200);
  }
  throw new Error('the figures never caught up with the journal');
}

/** The run of a refresh once it has ended. */
export async function runOf(
  story: Story,
  id: string,
): Promise<{ state: string; error: string | null; facts: Record<string, unknown> }> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { body } = await story.as(story.people.admin).get('/analytics/status');
    const run = body.runs.find((candidate: { id: string }) => candidate.id === id);
    if (run && run.state !== 'RUNNING') return run;
    await pause(25);
  }
  throw new Error('the refresh did not end');
}

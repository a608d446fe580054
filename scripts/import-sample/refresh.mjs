import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from '../support/problem.mjs';

const POLL_MS = 500;
const PATIENCE_MS = 300_000;

/** Rebuilds the figures and waits until the run has ended. */
export async function refreshFigures(api, tell) {
  const { runId } = await api.post('/analytics/refresh', { full: true });
  for (const started = Date.now(); Date.now() - started < PATIENCE_MS; await wait(POLL_MS)) {
    const { runs } = await api.get('/analytics/status');
    const run = runs.find(({ id }) => id === runId);
    if (run?.state === 'DONE') return;
    if (run?.state === 'FAILED') throw new Problem(`the refresh of the figures failed: ${run.error}`);
    tell(run ? 'being computed' : 'waiting for its turn');
  }
  throw new Problem(
    'the figures were not refreshed within five minutes; GET /api/v1/analytics/status says why',
  );
}

// Both parts, unless they are built from these very sources: what the stories are told to.
import { ensureBuilt } from './build.mjs';
import { runMain } from './support/problem.mjs';

await runMain(async () => {
  await ensureBuilt();
  return 0;
});

/** Something the person at the keyboard can mend: shown as its one line, without a stack. */
export class Problem extends Error {
  name = 'Problem';
}

/**
 * Runs a script's main function: its result is the exit code, a Problem is one line (or none, when all has been said
 * already), anything else a bug with its stack.
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Problem)) console.error(error);
    else if (error.message) console.error(`✗ ${error.message}`);
    process.exitCode = 1;
  }
}

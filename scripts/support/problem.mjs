/** Something the person at the keyboard can mend: shown as its one line, without a stack. */
export class Problem extends Error {
  name = 'Problem';
}

/** Runs a script's main function: its result is the exit code, a Problem is one line, anything else a bug with a stack. */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof Problem ? `✗ ${error.message}` : error);
    process.exitCode = 1;
  }
}

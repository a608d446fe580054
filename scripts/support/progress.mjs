const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** One line of what is going on. */
export const say = (line) => console.log(line);

/**
 * Does a piece of work under one line that ends with its duration. On a terminal the line lives; in a log each new state
 * is a line, but no more often than every ten seconds.
 * @template T
 * @param {string} label what is being done
 * @param {(tell: (state: string) => void) => Promise<T>} work tell: how far it is
 * @returns {Promise<T>}
 */
export async function step(label, work) {
  const started = Date.now();
  const live = process.stdout.isTTY;
  let state = '';
  let lastLine = Date.now();
  const show = () => {
    const line = `… ${label}${state && `: ${state}`} (${seconds(started)})`;
    if (live) process.stdout.write(`\r\x1b[K${line.slice(0, process.stdout.columns - 1)}`);
    else if (Date.now() - lastLine >= 10_000) {
      lastLine = Date.now();
      say(line);
    }
  };
  const clear = () => live && process.stdout.write('\r\x1b[K');
  show();
  const timer = setInterval(show, 500);
  try {
    const result = await work((next) => (state = next));
    clear();
    say(`✓ ${label} (${seconds(started)})`);
    return result;
  } catch (error) {
    clear();
    say(`✗ ${label} (${seconds(started)})`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../support/problem.mjs';
import { tryPort } from '../support/ports.mjs';
import { DATA_DIR } from '../support/project.mjs';

/** Refuses a data folder that can't be used, before any long work. */
export function checkDataFolder() {
  try {
    mkdirSync(DATA_DIR, { recursive: true, mode: 0o700 });
    accessSync(DATA_DIR, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Problem(`cannot write to the data folder ${DATA_DIR}: ${error.code}`);
  }
  const owner = statSync(join(DATA_DIR, 'postgres'), { throwIfNoEntry: false })?.uid;
  const me = process.getuid?.();
  if (owner !== undefined && me !== 0 && owner !== me) {
    throw new Problem(
      `the database in ${DATA_DIR} belongs to another user (uid ${owner}): start as that user, or as root`,
    );
  }
}

/**
 * The port to serve on; 0 in PORT asks for any.
 * @returns {Promise<number>}
 * @throws {Problem} when it is taken
 */
export async function choosePort() {
  const text = process.env.PORT || '3000';
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Problem(`PORT is not a port: ${text}`);
  // A browser may try `localhost` as ::1 first: whoever listens there would be taken for us.
  const taken = (await listening(port, '127.0.0.1')) || (port !== 0 && (await listening(port, '::1')));
  if (taken) throw new Problem(`port ${port} is taken; choose another one: PORT=${port + 1} npm start`);
  return port === 0 ? tryPort(0) : port;
}

async function listening(port, host) {
  try {
    return (await tryPort(port, host)) === null;
  } catch (error) {
    if (error.code === 'EACCES')
      throw new Problem(`port ${port} needs root; choose one above 1023: PORT=3000 npm start`);
    if (host === '::1') return false; // no IPv6 here
    throw error;
  }
}

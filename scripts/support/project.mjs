import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The root of the clone; every script works from there, wherever it was called. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** @param {...string} parts of a path below the root */
export const inProject = (...parts) => join(ROOT, ...parts);

/** The build in a few files, as it is started. */
export const BUNDLE = inProject('dist', 'bundle', 'server');

/** What starts the application. */
export const SERVER = join(BUNDLE, 'main.js');

/** Everything that belongs to this clone alone and is not in git: the database, secrets, locks. */
export const DATA_DIR = inProject('.data');

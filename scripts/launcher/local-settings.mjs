import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { DATA_DIR } from '../support/project.mjs';

/** In the form of an `.env` file, so that other commands can run with it: `node --env-file=.data/local.env …` */
export const LOCAL_ENV = join(DATA_DIR, 'local.env');

const newSecret = () => randomBytes(32).toString('hex');

/**
 * The secrets of this clone, made on its first start; only its owner can read them.
 * @returns {{ JWT_SECRET: string, DATABASE_PASSWORD: string, DATABASE_URL?: string }}
 */
export function readLocalSettings() {
  const found = existsSync(LOCAL_ENV) ? parseEnv(readFileSync(LOCAL_ENV, 'utf8')) : {};
  const settings = { JWT_SECRET: newSecret(), DATABASE_PASSWORD: newSecret(), ...found };
  writeLocalSettings(settings);
  return settings;
}

/** Whole or not at all: a start may be killed at any moment. */
export function writeLocalSettings(settings) {
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  const draft = `${LOCAL_ENV}.draft`;
  writeFileSync(draft, lines.join(''), { mode: 0o600 });
  renameSync(draft, LOCAL_ENV);
}

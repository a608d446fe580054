import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { startOf } from './processes.mjs';

/**
 * A process that is meant, even when its number is given away later.
 * @typedef {{ pid: number, start: string }} ProcessMark
 */

/**
 * Who holds a lock, and what he does: any facts beside his own mark.
 * @typedef {ProcessMark & Record<string, unknown>} Holder
 */

export const mark = (pid) => ({ pid, start: startOf(pid) });

/** @param {ProcessMark | undefined} marked */
export const lives = (marked) => marked?.start != null && startOf(marked.pid) === marked.start;

/**
 * Takes a lock for this process, also from a holder that was killed.
 * @param {string} path
 * @param {(holder: Holder) => boolean} [holds] whether the one found still has it
 * @returns {{ holder: Holder, lock: null } | { lock: Lock, left: Holder | null }} who has it; or the lock, and what a
 *   killed holder had noted
 */
export function takeLock(path, holds = lives) {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const lock = new Lock(path);
  const found = read(path);
  if (found && holds(found)) return { holder: found, lock: null };
  // Whoever moves the old file away is the one that may take its place.
  if (found) moveAway(path, found);
  return lock.create() ? { lock, left: found } : takeLock(path, holds);
}

class Lock {
  #path;
  #facts = {};

  constructor(path) {
    this.#path = path;
  }

  /** Complete or not at all: a link appears in one moment. */
  create() {
    const draft = this.#draft();
    try {
      linkSync(draft, this.#path);
      return true;
    } catch (error) {
      if (error.code === 'EEXIST') return false;
      throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }

  /** Adds facts for whoever finds the lock. */
  note(facts) {
    Object.assign(this.#facts, facts);
    renameSync(this.#draft(), this.#path);
  }

  release() {
    rmSync(this.#path, { force: true });
  }

  #draft() {
    const draft = `${this.#path}.${process.pid}`;
    writeFileSync(draft, JSON.stringify({ ...mark(process.pid), ...this.#facts }), { mode: 0o600 });
    return draft;
  }
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    if (error instanceof SyntaxError) return { pid: 0, start: null };
    throw error;
  }
}

function moveAway(path, expected) {
  const aside = `${path}.${process.pid}.old`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  // Another start was quicker and this is its lock already: give it back.
  if (JSON.stringify(read(aside)) !== JSON.stringify(expected)) linkSync(aside, path);
  rmSync(aside);
}

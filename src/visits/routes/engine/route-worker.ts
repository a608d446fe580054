import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { RouteProblem } from '../domain/problem.js';
import { solveRoutes } from '../domain/solve.js';
import type { RouteAnswer } from './route-answer.js';

/**
 * Where cores are scarce the event loop goes first. Linux alone keeps a priority for each thread; elsewhere this would
 * slow the whole application down.
 */
const NICE = 5;
if (process.platform === 'linux') setPriority(NICE);

/** Runs in a thread of its own: one problem in, one answer out. */
parentPort?.on('message', (problem: RouteProblem) => parentPort?.postMessage(answer(problem)));

function answer(problem: RouteProblem): RouteAnswer {
  try {
    return { ok: true, plan: solveRoutes(problem) };
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, message: error.message };
    throw error; // a defect: the thread dies and the pool says so
  }
}

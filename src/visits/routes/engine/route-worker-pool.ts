import { Worker } from 'node:worker_threads';
import type { RoutePlan } from '../domain/plan.js';
import type { RouteProblem } from '../domain/problem.js';
import type { RouteAnswer } from './route-answer.js';
import { RouteEngineError } from './route-engine-error.js';

export interface RouteWorkerPoolOptions {
  /** Threads at most; they start when there is work. Default 1. */
  readonly size?: number;
  /** Problems that may wait for a thread. Default 50. */
  readonly queueLimit?: number;
  /** From `solve` to the answer, milliseconds. Default 15,000. */
  readonly timeoutMs?: number;
  /** A thread without work for this long ends, milliseconds. Default 30,000. */
  readonly idleMs?: number;
  /** The compiled worker; for tests. */
  readonly script?: URL;
}

interface Job {
  readonly problem: RouteProblem;
  readonly resolve: (plan: RoutePlan) => void;
  readonly reject: (error: RouteEngineError) => void;
  timer?: NodeJS.Timeout;
}

interface Thread {
  readonly worker: Worker;
  job: Job | null;
  idle?: NodeJS.Timeout;
}

/**
 * Solves route problems in worker threads, so that the event loop never waits for a plan. Idle threads keep no
 * process alive; a thread that dies or overruns takes only its own job with it.
 */
export class RouteWorkerPool {
  private readonly threads = new Set<Thread>();
  private readonly queue: Job[] = [];
  private closed = false;
  private readonly options: Required<RouteWorkerPoolOptions>;

  constructor(options: RouteWorkerPoolOptions = {}) {
    const script = new URL('./route-worker.js', import.meta.url);
    this.options = { size: 1, queueLimit: 50, timeoutMs: 15_000, idleMs: 30_000, script, ...options };
  }

  /**
   * @param timeoutMs overrides the pool's own limit for this problem.
   * @throws RouteEngineError (as a rejection), see `RouteEngineFailure`.
   */
  solve(problem: RouteProblem, timeoutMs = this.options.timeoutMs): Promise<RoutePlan> {
    return new Promise<RoutePlan>((resolve, reject) => {
      if (this.closed) return reject(new RouteEngineError('CLOSED', 'The route engine is shut down.'));
      const job: Job = { problem, resolve, reject };
      const thread = this.freeThread();
      if (!thread && this.queue.length >= this.options.queueLimit) {
        return reject(new RouteEngineError('BUSY', 'Too many routes are being planned; try again shortly.'));
      }
      job.timer = setTimeout(() => this.expire(job), timeoutMs);
      if (thread) this.start(thread, job);
      else this.queue.push(job);
    });
  }

  /** Ends every thread; jobs not answered yet are rejected with `CLOSED`. */
  async close(): Promise<void> {
    this.closed = true;
    const closing = new RouteEngineError('CLOSED', 'The route engine is shut down.');
    for (const job of this.queue.splice(0)) fail(job, closing);
    const threads = [...this.threads];
    for (const thread of threads) if (thread.job) fail(thread.job, closing);
    await Promise.all(threads.map((thread) => this.end(thread)));
  }

  private freeThread(): Thread | null {
    for (const thread of this.threads) if (!thread.job) return thread;
    return this.threads.size < this.options.size ? this.spawn() : null;
  }

  private spawn(): Thread {
    const thread: Thread = { worker: new Worker(this.options.script), job: null };
    thread.worker.unref();
    thread.worker.on('message', (answer: RouteAnswer) => this.finish(thread, answer));
    thread.worker.on('error', (cause) => this.crash(thread, cause));
    thread.worker.on('exit', () => this.crash(thread));
    this.threads.add(thread);
    return thread;
  }

  private start(thread: Thread, job: Job): void {
    clearTimeout(thread.idle);
    thread.job = job;
    thread.worker.ref();
    try {
      thread.worker.postMessage(job.problem);
    } catch (cause) {
      // Not a plain object: nothing reached the thread.
      this.release(thread);
      fail(job, new RouteEngineError('INVALID', 'The problem cannot be sent to a worker.', { cause }));
    }
  }

  private finish(thread: Thread, answer: RouteAnswer): void {
    const { job } = thread;
    this.release(thread);
    if (!job) return;
    clearTimeout(job.timer);
    if (answer.ok) job.resolve(answer.plan);
    else job.reject(new RouteEngineError('INVALID', answer.message));
  }

  private release(thread: Thread): void {
    thread.job = null;
    const next = this.queue.shift();
    if (next) return this.start(thread, next);
    thread.worker.unref();
    thread.idle = setTimeout(() => void this.end(thread), this.options.idleMs).unref();
  }

  private expire(job: Job): void {
    fail(job, new RouteEngineError('TIMEOUT', 'The route engine did not answer in time.'));
    const waiting = this.queue.indexOf(job);
    if (waiting >= 0) this.queue.splice(waiting, 1);
    const thread = [...this.threads].find((candidate) => candidate.job === job);
    if (thread) this.replace(thread);
  }

  /** Reached twice for one death (error, then exit); the second time there is nothing left to do. */
  private crash(thread: Thread, cause?: unknown): void {
    if (!this.threads.has(thread)) return;
    if (thread.job)
      fail(
        thread.job,
        new RouteEngineError('CRASHED', 'The route engine failed on this problem.', { cause }),
      );
    this.replace(thread);
  }

  private replace(thread: Thread): void {
    void this.end(thread);
    if (this.closed || this.queue.length === 0) return;
    const successor = this.freeThread();
    const next = successor && this.queue.shift();
    if (successor && next) this.start(successor, next);
  }

  private async end(thread: Thread): Promise<void> {
    clearTimeout(thread.idle);
    this.threads.delete(thread);
    thread.job = null;
    await thread.worker.terminate();
  }
}

function fail(job: Job, error: RouteEngineError): void {
  clearTimeout(job.timer);
  job.reject(error);
}

/**
 * - `INVALID`: the problem contradicts itself.
 * - `TIMEOUT`: no answer in time, waiting in the queue included.
 * - `BUSY`: the queue is full.
 * - `CRASHED`: the worker thread died on this problem.
 * - `CLOSED`: the application is shutting down.
 */
export type RouteEngineFailure = 'INVALID' | 'TIMEOUT' | 'BUSY' | 'CRASHED' | 'CLOSED';

export class RouteEngineError extends Error {
  constructor(
    readonly failure: RouteEngineFailure,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'RouteEngineError';
  }
}

import { BrokenCircuitError, circuitBreaker, ConsecutiveBreaker, handleWhen } from 'cockatiel';
import { boundedBody } from './bounded-body.js';
import { ServiceFailure } from './service-failure.js';

export interface ServiceLimits {
  /** Longest wait for all that one task asks, milliseconds. */
  readonly timeoutMs: number;
  /** Largest answer that is read, bytes. */
  readonly maxAnswerBytes: number;
  /** After three failures the service is left alone for so long, milliseconds. */
  readonly restMs: number;
}

/** One call, within the time that its task has left. */
export type Ask = (url: string, init?: RequestInit) => Promise<unknown>;

/** A service of the operator's own that may be slow, wrong or away: nobody waits for it long or twice. */
export class RouteService {
  private readonly breaker;

  constructor(private readonly limits: ServiceLimits) {
    this.breaker = circuitBreaker(
      handleWhen((error) => error instanceof ServiceFailure && error.blame === 'SERVICE'),
      { halfOpenAfter: limits.restMs, breaker: new ConsecutiveBreaker(3) },
    );
  }

  /**
   * Runs a task of one or more calls under one time limit.
   * @throws ServiceFailure with the reason, whatever went wrong on the way; what the task itself throws otherwise
   */
  async run<Result>(task: (ask: Ask) => Promise<Result>): Promise<Result> {
    try {
      return await this.breaker.execute(() => {
        const signal = AbortSignal.timeout(this.limits.timeoutMs);
        return task((url, init) => this.ask(url, { ...init, signal }));
      });
    } catch (error) {
      if (error instanceof BrokenCircuitError)
        throw new ServiceFailure('it has failed too often just now', 'SERVICE', { cause: error });
      throw error;
    }
  }

  private async ask(url: string, init: RequestInit): Promise<unknown> {
    // Where clients live goes to the configured service and nowhere else.
    const response = await overNetwork(fetch(url, { ...init, redirect: 'error' }));
    if (!response.ok) {
      await overNetwork(response.body?.cancel() ?? Promise.resolve());
      throw new ServiceFailure(
        `it answered ${response.status}`,
        response.status < 500 ? 'REQUEST' : 'SERVICE',
      );
    }
    const text = await overNetwork(boundedBody(response, this.limits.maxAnswerBytes));
    try {
      return JSON.parse(text) as unknown;
    } catch (cause) {
      throw new ServiceFailure('its answer is not JSON', 'SERVICE', { cause });
    }
  }
}

/** What fails here failed on the way, a refused redirect too. */
async function overNetwork<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (cause) {
    if (cause instanceof ServiceFailure) throw cause;
    const late = cause instanceof DOMException && cause.name === 'TimeoutError';
    throw new ServiceFailure(late ? 'it did not answer in time' : 'it is not reachable', 'SERVICE', {
      cause,
    });
  }
}

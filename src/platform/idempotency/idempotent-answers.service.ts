import { Injectable } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.js';
import { Housekeeping } from '../housekeeping/index.js';
import { PrismaService, type Tx } from '../prisma/prisma.service.js';
import { Clock } from '../time/clock.js';
import {
  deleteAnswersBefore,
  findAnswer,
  keepAnswer,
  type KeptRow,
  takeKey,
} from './kept-answers.queries.js';
import type { KeptAnswer, KeyUse } from './sealed-answer.js';

const KEPT_HOURS = 24;
const HOUR_MS = 3_600_000;
const RETRY_SECONDS = 1;

/** A request with a key: the use of the key, and all that was asked for in one spelling. */
export interface KeyedRequest {
  use: KeyUse;
  said: string;
}

/** The first answers of requests with an Idempotency-Key, each written in one transaction with what it tells of. */
@Injectable()
export class IdempotentAnswers {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
    housekeeping: Housekeeping,
  ) {
    housekeeping.add('idempotentAnswers', (tx, now) =>
      deleteAnswersBefore(tx, new Date(now.getTime() - KEPT_HOURS * HOUR_MS)),
    );
  }

  /**
   * Runs a request once. A refusal leaves nothing behind: the same key may be tried again.
   * @param run does the work; what it writes and the answer are committed together
   * @param keep what is kept of the work's result
   * @returns the kept answer of an earlier request, or the result of this one
   * @throws DomainError IDEMPOTENCY_KEY_REUSED (422), IDEMPOTENCY_KEY_IN_PROGRESS (409)
   */
  async once<Result>(
    request: KeyedRequest,
    run: () => Promise<Result>,
    keep: (result: Result) => KeptAnswer,
  ): Promise<{ kept: KeptAnswer } | { result: Result }> {
    const { id } = request.use;
    const earlier = await findAnswer(this.prisma, id);
    if (earlier) return { kept: opened(request, earlier) };
    const whole = this.prisma.requestTransaction((tx) => claim(tx, id));
    try {
      const result = await this.prisma.asOne(whole, run);
      const row = {
        fingerprint: request.use.fingerprint(request.said),
        answer: request.use.seal(keep(result)),
      };
      await whole.commit((tx) => keepAnswer(tx, id, row, this.clock.now()));
      return { result };
    } catch (error) {
      await whole.giveUp();
      if (error instanceof AnsweredMeanwhile) return { kept: opened(request, error.row) };
      throw error;
    }
  }
}

/** Another request with the key was answered since this one looked. */
class AnsweredMeanwhile extends Error {
  constructor(readonly row: KeptRow) {
    super('answered meanwhile');
  }
}

async function claim(tx: Tx, id: Uint8Array): Promise<void> {
  if (!(await takeKey(tx, id)))
    throw new DomainError(
      'conflict',
      'IDEMPOTENCY_KEY_IN_PROGRESS',
      'A request with this Idempotency-Key is under way: ask again for its answer.',
      { retryAfter: RETRY_SECONDS },
    );
  const row = await findAnswer(tx, id);
  if (row) throw new AnsweredMeanwhile(row);
}

function opened({ use, said }: KeyedRequest, { fingerprint, answer }: KeptRow): KeptAnswer {
  if (use.isOf(fingerprint, said)) return use.open(answer);
  throw new DomainError(
    'unprocessable',
    'IDEMPOTENCY_KEY_REUSED',
    'This Idempotency-Key was used for another request to the same route: take a new one for each.',
  );
}

import { Injectable } from '@nestjs/common';
import type { Principal } from '../access/principal.js';

/** An answer that has been sent; neither its body nor the request's. */
export interface Answer {
  readonly method: string;
  /** The route's pattern: `/api/v1/clients/:id`. */
  readonly route: string;
  readonly params: Readonly<Record<string, string>>;
  readonly status: number;
  /** Of a refusal: its stable code. */
  readonly code: string | undefined;
  readonly user: Principal | undefined;
  /** Where the request came from. */
  readonly address: string;
  readonly requestId: string;
}

export type AnswerListener = (answer: Answer) => void;

/** Every answer of this replica, for whoever has to know: told after it was sent, so that nobody waits for a listener. */
@Injectable()
export class Answers {
  private readonly listeners: AnswerListener[] = [];

  /** A module says so while it is being set up. */
  listen(listener: AnswerListener): void {
    this.listeners.push(listener);
  }

  tell(answer: Answer): void {
    for (const listener of this.listeners) listener(answer);
  }
}

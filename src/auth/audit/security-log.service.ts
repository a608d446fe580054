import { Injectable, Logger } from '@nestjs/common';
import type { Caller } from '../login/caller.js';

/**
 * One line for what happens where nobody is signed in yet, so that the line of the answer can't name the user. The
 * fields are ours or are escaped by the logger: nothing that somebody sends can begin another line.
 */
@Injectable()
export class SecurityLog {
  private readonly logger = new Logger('Security');

  /** @param userId whose account it is about; null: nobody's */
  tell(
    event: string,
    result: 'done' | 'refused',
    userId: string | null,
    { address, route, requestId }: Caller,
    more: Readonly<Record<string, string>> = {},
  ): void {
    this.logger.log({ msg: event, event, result, userId, address, route, requestId, ...more });
  }
}

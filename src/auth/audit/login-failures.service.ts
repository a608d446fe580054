import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../login/caller.js';
import { SecurityLog } from './security-log.service.js';
import { SecurityNotes } from './security-notes.service.js';

/** Why a login failed; stands in the journal and in no answer. */
export type FailureReason =
  | 'unknown address'
  | 'wrong password'
  | 'not active'
  | 'changed meanwhile'
  | 'too many'
  | 'wrong current password'
  | 'dead link';

/** Failed logins in the journal: never what was typed, and of an unknown address not even that, for it may be a password. */
@Injectable()
export class LoginFailures {
  constructor(
    private readonly notes: SecurityNotes,
    private readonly log: SecurityLog,
  ) {}

  /** @param userId whose account was tried; null: nobody's, or nobody looked */
  note(userId: string | null, reason: FailureReason, caller: Caller): void {
    const { address, requestId } = caller;
    this.log.tell('user.login-failed', 'refused', userId, caller, { reason });
    this.notes.add(`${userId ?? 'nobody'} ${address} ${reason}`, {
      ...{ action: 'user.login-failed', actorId: null, requestId },
      ...(userId === null
        ? { entity: 'address', entityId: idOf(address) }
        : { entity: 'user', entityId: userId, ownerId: userId }),
      facts: { address, reason },
    });
  }
}

/** The same for the same network address, so that all that came from it can be asked for: a UUID of version 8. */
function idOf(address: string): string {
  const digits = createHash('sha256').update(address).digest('hex');
  return digits.replace(
    /^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/,
    (_, a: string, b: string, c: string, d: string, e: string) => `${a}-${b}-8${c}-8${d}-${e}`,
  );
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { type Answer, Answers } from '../../platform/http/index.js';
import { JournalReader } from '../../platform/journal/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';
import type { Caller } from '../login/caller.js';
import { LoginFailures } from './login-failures.service.js';
import { SecurityNotes } from './security-notes.service.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whoever is signed in and asks for what is not theirs stands in the journal; so does who guesses on and on. */
@Injectable()
export class Refusals implements OnModuleInit {
  constructor(
    private readonly answers: Answers,
    private readonly notes: SecurityNotes,
    private readonly failures: LoginFailures,
    private readonly journal: JournalReader,
  ) {}

  onModuleInit(): void {
    this.answers.listen((answer) => {
      const { user, status, code } = answer;
      if (code === 'TOO_MANY_LOGINS') this.failures.note(user?.userId ?? null, 'too many', callerOf(answer));
      if (!user) return;
      if (status === 403) this.note(user, answer, {});
      if (status === 404 && code === 'NOT_FOUND') this.notes.track(this.noteIfHidden(user, answer));
    });
  }

  /**
   * Somebody else's record and a missing one are answered alike; the journal, which knows every record that was ever
   * written, tells them apart afterwards. A record that is gone, or one's own, was not refused.
   */
  private async noteIfHidden(user: Principal, answer: Answer): Promise<void> {
    const id = Object.values(answer.params).find((value) => UUID.test(value));
    const last = id === undefined ? undefined : await this.journal.lastWordOn(id);
    if (!last || id === undefined || last.action.endsWith('.deleted') || last.ownerId === user.userId) return;
    this.note(user, answer, { record: last.entity, recordId: id });
  }

  private note(user: Principal, answer: Answer, record: Prisma.InputJsonObject): void {
    const { method, route, status, code, address, requestId } = answer;
    const { userId, apiKeyId, role } = user;
    this.notes.add(`${apiKeyId ?? userId} ${method} ${route} ${status}`, {
      ...{ action: 'access.refused', entity: 'user', entityId: userId, ownerId: userId },
      ...{ actorId: userId, apiKeyId, requestId },
      facts: { operation: `${method} ${route}`, status, code: code ?? null, role, address, ...record },
    });
  }
}

function callerOf({ method, route, address, requestId }: Answer): Caller {
  return { address, requestId, route: `${method} ${route}`, userAgent: undefined };
}

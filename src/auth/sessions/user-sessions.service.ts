import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { type JournalActor, JournalService } from '../../platform/journal/index.js';
import type { Prisma, Session } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import type { Caller } from '../login/caller.js';
import type { SessionResponse } from '../login/dto/session.response.js';
import { assertMayKeep } from '../roles/role-giving.js';
import { PrincipalDirectory } from '../permissions/principal-directory.js';
import { usersWithin } from '../users/users-within.js';
import { SessionService } from './session.service.js';

/** Sessions as people see and end them: one's own, and for an admin those of others. */
@Injectable()
export class UserSessions {
  constructor(
    private readonly prisma: PrismaService,
    private readonly sessions: SessionService,
    private readonly directory: PrincipalDirectory,
    private readonly journal: JournalService,
  ) {}

  async listOwn(actor: Principal): Promise<SessionResponse[]> {
    return toResponses(actor, await this.sessions.list(actor.userId));
  }

  /** Ends the session that asks; the access token ends with it. */
  signOut(actor: Principal): Promise<void> {
    return this.end(async (tx) => {
      await this.sessions.revoke(tx, actor.userId, actor.sessionId);
      await this.record(tx, actor, 'user.logged-out', actor.userId, { sessionId: actor.sessionId });
    });
  }

  /** Ends the session of a refresh token, for who has no access token any more; one of no session ends nothing. */
  signOutWith(refreshToken: string, { requestId }: Caller): Promise<void> {
    return this.end(async (tx) => {
      const session = await this.sessions.of(tx, refreshToken);
      if (!session || !(await this.sessions.revoke(tx, session.userId, session.id))) return;
      const { id: sessionId, userId } = session;
      await this.record(tx, { userId, requestId }, 'user.logged-out', userId, { sessionId });
    });
  }

  /** @throws DomainError NOT_FOUND when the session is not the actor's own or has ended */
  endOwn(actor: Principal, sessionId: string): Promise<void> {
    return this.end((tx) => this.endOne(tx, actor, actor.userId, sessionId));
  }

  /** Ends the session that asks, and with it all others of the same user. */
  signOutEverywhere(actor: Principal): Promise<void> {
    return this.end(async (tx) => {
      const sessions = await this.sessions.revokeAll(tx, actor.userId);
      await this.record(tx, actor, 'user.logged-out', actor.userId, { sessions });
    });
  }

  /** @throws DomainError NOT_FOUND, ABOVE_OWN_RIGHTS (403) */
  async listOf(actor: Principal, userId: string): Promise<SessionResponse[]> {
    await assertWithinReach(this.prisma, actor, userId);
    return toResponses(actor, await this.sessions.list(userId));
  }

  /** @throws DomainError NOT_FOUND, ABOVE_OWN_RIGHTS (403) */
  endAllOf(actor: Principal, userId: string): Promise<void> {
    return this.end(async (tx) => {
      await assertWithinReach(tx, actor, userId);
      const sessions = await this.sessions.revokeAll(tx, userId);
      await this.record(tx, actor, 'user.sessions-ended', userId, { sessions });
    });
  }

  /** @throws DomainError NOT_FOUND when there is no such user, or no such living session of theirs; ABOVE_OWN_RIGHTS (403) */
  endOneOf(actor: Principal, userId: string, sessionId: string): Promise<void> {
    return this.end(async (tx) => {
      await assertWithinReach(tx, actor, userId);
      await this.endOne(tx, actor, userId, sessionId);
    });
  }

  private async endOne(tx: Tx, actor: Principal, userId: string, sessionId: string): Promise<void> {
    if (!(await this.sessions.revoke(tx, userId, sessionId))) throw DomainError.notFound('session');
    await this.record(tx, actor, 'user.session-ended', userId, { sessionId });
  }

  private async end(work: (tx: Tx) => Promise<void>): Promise<void> {
    await this.prisma.$transaction(work);
    this.directory.forget();
  }

  private record(
    tx: Tx,
    actor: JournalActor,
    action: `user.${string}`,
    userId: string,
    facts: Prisma.InputJsonObject,
  ): Promise<void> {
    return this.journal.record(tx, actor, {
      action,
      entity: 'user',
      entityId: userId,
      ownerId: userId,
      facts,
    });
  }
}

async function assertWithinReach(tx: Tx, actor: Principal, id: string): Promise<void> {
  const where = { AND: [{ id }, usersWithin(actor.scope('user:update'))] };
  const user = await tx.user.findFirst({ where, select: { id: true, role: true, teamId: true } });
  if (!user) throw DomainError.notFound('user');
  await assertMayKeep(tx, actor, user);
}

function toResponses(actor: Principal, sessions: readonly Session[]): SessionResponse[] {
  return sessions.map(({ id, createdAt, lastUsedAt, expiresAt, userAgent, ipAddress }) => ({
    ...{ id, createdAt, lastUsedAt, expiresAt, userAgent, ipAddress },
    current: id === actor.sessionId,
  }));
}

import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../platform/config/config.js';
import { DomainError } from '../../platform/errors/index.js';
import { JournalService } from '../../platform/journal/index.js';
import type { Session } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { SecurityLog } from '../audit/security-log.service.js';
import type { Caller } from '../login/caller.js';
import { hashOf, newRefreshToken, sealSuccessor, unsealSuccessor } from './refresh-token.js';
import { lockRefreshToken } from './session.queries.js';

const DAY_MS = 86_400_000;
/** A replay of the token just spent within this time gets the same successor: an answer was lost, or two tabs asked. */
const GRACE_MS = 10_000;

export interface OpenedSession {
  sessionId: string;
  userId: string;
  refreshToken: string;
}

/** `reusedBy`: whose session it was that ended, because a token came back that had been spent long ago. */
type Rotation = OpenedSession | { refused: true; reusedBy?: string };

/** Families of refresh tokens: opened at login, rotated at each use, ended as a whole. */
@Injectable()
export class SessionService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly log: SecurityLog,
  ) {}

  async open(
    tx: Tx,
    userId: string,
    from: { address: string; userAgent: string | undefined },
  ): Promise<OpenedSession> {
    const now = this.clock.now().getTime();
    const refreshToken = newRefreshToken();
    const session = await tx.session.create({
      data: {
        userId,
        ipAddress: from.address,
        userAgent: from.userAgent?.slice(0, 300) ?? null,
        expiresAt: new Date(now + this.config.refreshAbsoluteDays * DAY_MS),
        tokens: { create: { tokenHash: hashOf(refreshToken), expiresAt: this.idleEnd(now) } },
      },
    });
    return { sessionId: session.id, userId, refreshToken };
  }

  /**
   * Spends a refresh token and hands out its successor.
   * @throws DomainError (401) when it is unknown, ended, or was spent before the grace: then the whole family ends
   */
  async rotate(refreshToken: string, caller: Caller): Promise<OpenedSession> {
    const outcome = await this.prisma.$transaction((tx) => this.rotateWithin(tx, refreshToken, caller));
    if ('refused' in outcome) {
      if (outcome.reusedBy) this.log.tell('session.reuse-detected', 'refused', outcome.reusedBy, caller);
      throw new DomainError(
        'unauthenticated',
        'REFRESH_TOKEN_INVALID',
        'This session has ended: sign in again.',
      );
    }
    return outcome;
  }

  /** The session that a refresh token belongs to, spent or not. */
  async of(tx: Tx, refreshToken: string): Promise<{ id: string; userId: string } | undefined> {
    const token = await tx.refreshToken.findUnique({
      where: { tokenHash: hashOf(refreshToken) },
      select: { session: { select: { id: true, userId: true } } },
    });
    return token?.session;
  }

  /** @returns false when the session is not this user's or has ended already */
  async revoke(tx: Tx, userId: string, sessionId: string): Promise<boolean> {
    const { count } = await tx.session.updateMany({
      where: { id: sessionId, userId, revokedAt: null },
      data: { revokedAt: this.clock.now() },
    });
    return count === 1;
  }

  /** @returns how many sessions it ended */
  async revokeAll(tx: Tx, userId: string, except?: string): Promise<number> {
    const { count } = await tx.session.updateMany({
      where: { userId, revokedAt: null, ...(except && { id: { not: except } }) },
      data: { revokedAt: this.clock.now() },
    });
    return count;
  }

  /** The living sessions of a user, newest first. */
  list(userId: string): Promise<Session[]> {
    const now = this.clock.now();
    const idleSince = new Date(now.getTime() - this.config.refreshIdleDays * DAY_MS);
    return this.prisma.session.findMany({
      where: { userId, revokedAt: null, expiresAt: { gt: now }, lastUsedAt: { gt: idleSince } },
      orderBy: { createdAt: 'desc' },
      take: 100,
    });
  }

  private async rotateWithin(tx: Tx, refreshToken: string, caller: Caller): Promise<Rotation> {
    const now = this.clock.now();
    await lockRefreshToken(tx, hashOf(refreshToken));
    const spent = await tx.refreshToken.findUnique({
      where: { tokenHash: hashOf(refreshToken) },
      include: { session: { include: { user: { select: { status: true } } } } },
    });
    if (
      !spent ||
      spent.session.revokedAt ||
      spent.session.expiresAt <= now ||
      spent.session.user.status !== 'ACTIVE'
    )
      return { refused: true };
    const { sessionId } = spent;
    const { userId } = spent.session;
    if (spent.usedAt) {
      const inGrace = now.getTime() - spent.usedAt.getTime() <= GRACE_MS;
      // Only for the immediate predecessor: once the successor has been used, the older token is a stolen one.
      return inGrace && spent.successor
        ? { sessionId, userId, refreshToken: unsealSuccessor(spent.successor, refreshToken) }
        : this.endFamily(tx, sessionId, userId, caller);
    }
    if (spent.expiresAt <= now) return { refused: true };
    const successor = newRefreshToken();
    await this.wipeSuccessor(tx, sessionId);
    await tx.refreshToken.update({
      where: { id: spent.id },
      data: { usedAt: now, successor: sealSuccessor(successor, refreshToken) },
    });
    await tx.refreshToken.create({
      data: { sessionId, tokenHash: hashOf(successor), expiresAt: this.idleEnd(now.getTime()) },
    });
    await tx.session.update({ where: { id: sessionId }, data: { lastUsedAt: now } });
    return { sessionId, userId, refreshToken: successor };
  }

  /** The token now being spent was the successor of one: from here on that one is worth nothing to anybody. */
  private async wipeSuccessor(tx: Tx, sessionId: string): Promise<void> {
    await tx.refreshToken.updateMany({
      where: { sessionId, successor: { not: null } },
      data: { successor: null },
    });
  }

  private async endFamily(
    tx: Tx,
    sessionId: string,
    userId: string,
    { address, requestId }: Caller,
  ): Promise<Rotation> {
    await tx.session.update({ where: { id: sessionId }, data: { revokedAt: this.clock.now() } });
    const actor = { userId: null, requestId };
    await this.journal.record(tx, actor, {
      action: 'session.reuse-detected',
      entity: 'user',
      entityId: userId,
      ownerId: userId,
      facts: { sessionId, address },
    });
    return { refused: true, reusedBy: userId };
  }

  private idleEnd(now: number): Date {
    return new Date(now + this.config.refreshIdleDays * DAY_MS);
  }
}

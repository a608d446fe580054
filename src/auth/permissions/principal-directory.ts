import { Injectable } from '@nestjs/common';
import { Principal } from '../../platform/access/index.js';
import { AppConfig } from '../../platform/config/config.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { rightsOf, RIGHTS_COLUMNS } from './rights.js';
import { needsSecondFactor } from '../second-factor/second-factor-policy.js';

/** Role, team, status and session changes take effect within this time on every replica. */
const REMEMBER_MS = 1000;
const MOST_REMEMBERED = 10_000;

interface Remembered {
  readonly until: number;
  readonly principal: Promise<Principal | null>;
}

/** Who stands behind a session right now; asks the database at most once a second and session. */
@Injectable()
export class PrincipalDirectory {
  private readonly remembered = new Map<string, Remembered>();

  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
    private readonly config: AppConfig,
  ) {}

  /** @returns null when the session has ended or its user is not active */
  async find(sessionId: string, userId: string): Promise<Principal | null> {
    const now = performance.now();
    const known = this.remembered.get(sessionId);
    if (known && known.until > now) return this.of(known.principal, userId);
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    const principal = this.load(sessionId);
    this.remembered.set(sessionId, { until: now + REMEMBER_MS, principal });
    // A failed look-up must not be remembered as an answer.
    principal.catch(() => this.remembered.delete(sessionId));
    return this.of(principal, userId);
  }

  /** This replica forgets at once; the others within a second. */
  forget(): void {
    this.remembered.clear();
  }

  private async of(principal: Promise<Principal | null>, userId: string): Promise<Principal | null> {
    const found = await principal;
    return found?.userId === userId ? found : null;
  }

  private async load(sessionId: string): Promise<Principal | null> {
    const session = await this.prisma.session.findFirst({
      where: {
        id: sessionId,
        revokedAt: null,
        expiresAt: { gt: this.clock.now() },
        user: { status: 'ACTIVE' },
      },
      select: {
        user: {
          select: {
            ...{ id: true, fullName: true, teamId: true },
            heldRole: { select: RIGHTS_COLUMNS },
            secondFactor: { select: { userId: true } },
          },
        },
      },
    });
    if (!session) return null;
    const { id, fullName, heldRole, teamId, secondFactor } = session.user;
    const mustEnrol = needsSecondFactor(this.config, heldRole.key) && !secondFactor;
    const rights = rightsOf(heldRole);
    const held = mustEnrol ? { ...rights, permissions: {} } : rights;
    return new Principal(id, fullName, heldRole.key, teamId, sessionId, held, null, mustEnrol);
  }
}

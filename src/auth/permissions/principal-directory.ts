import { Injectable } from '@nestjs/common';
import { Principal } from '../../platform/access/index.js';
import { AppConfig } from '../../platform/config/config.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { PrincipalMemory } from './principal-memory.js';
import { rightsOf, RIGHTS_COLUMNS } from './rights.js';
import { needsSecondFactor } from '../second-factor/second-factor-policy.js';

/** Who stands behind a session right now. */
@Injectable()
export class PrincipalDirectory {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
    private readonly config: AppConfig,
    private readonly memory: PrincipalMemory,
  ) {}

  /** @returns null when the session has ended or its user is not active */
  async find(sessionId: string, userId: string): Promise<Principal | null> {
    const found = await this.memory.recall(`session ${sessionId}`, () => this.load(sessionId));
    return found?.userId === userId ? found : null;
  }

  /** This replica forgets at once; the others within a second. */
  forget(): void {
    this.memory.forget();
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

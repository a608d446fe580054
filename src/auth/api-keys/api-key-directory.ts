import { Injectable } from '@nestjs/common';
import {
  common,
  isForKeys,
  PERMISSIONS,
  type PermissionTable,
  Principal,
} from '../../platform/access/index.js';
import { AppConfig } from '../../platform/config/config.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { PrincipalMemory } from '../permissions/principal-memory.js';
import { knownPermissions, RIGHTS_COLUMNS, rightsOf } from '../permissions/rights.js';
import { needsSecondFactor } from '../second-factor/second-factor-policy.js';
import { apiKeyHash } from './api-key.js';

const MINUTE_MS = 60_000;

/** Who stands behind an API key right now: its creator, with what both the key and the creator may do at this moment. */
@Injectable()
export class ApiKeyDirectory {
  constructor(
    private readonly prisma: PrismaService,
    private readonly memory: PrincipalMemory,
    private readonly clock: Clock,
    private readonly config: AppConfig,
  ) {}

  /** @returns null for a key that is unknown, revoked or expired, or whose creator is not active */
  find(key: string): Promise<Principal | null> {
    const hash = apiKeyHash(key);
    return this.memory.recall(`key ${Buffer.from(hash).toString('base64')}`, () => this.load(hash));
  }

  private async load(keyHash: Uint8Array<ArrayBuffer>): Promise<Principal | null> {
    const now = this.clock.now();
    const key = await this.prisma.apiKey.findFirst({
      where: { keyHash, revokedAt: null, expiresAt: { gt: now }, user: { status: 'ACTIVE' } },
      include: {
        user: {
          select: {
            ...{ id: true, fullName: true, teamId: true },
            heldRole: { select: RIGHTS_COLUMNS },
            secondFactor: { select: { userId: true } },
          },
        },
      },
    });
    if (!key) return null;
    await this.noteUse(key.id, now);
    const { id, fullName, teamId, heldRole, secondFactor } = key.user;
    const rights = rightsOf(heldRole);
    const mustEnrol = needsSecondFactor(this.config, heldRole.key) && !secondFactor;
    const granted = knownPermissions(key.permissions as Record<string, unknown>);
    const permissions = mustEnrol ? {} : common(withoutGoverning(granted), rights.permissions);
    const held = { ...rights, permissions };
    return new Principal(id, fullName, heldRole.key, teamId, 'none', held, null, mustEnrol, key.id);
  }

  /** At most once a minute over all replicas, so that a busy key doesn't write at every request. */
  private async noteUse(id: string, now: Date): Promise<void> {
    const before = new Date(now.getTime() - MINUTE_MS);
    await this.prisma.apiKey.updateMany({
      where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: before } }] },
      data: { lastUsedAt: now },
    });
  }
}

/** A permission that keys could hold once and can no longer is worth nothing. */
function withoutGoverning(table: PermissionTable): PermissionTable {
  const entries = PERMISSIONS.filter(isForKeys).flatMap((permission) => {
    const scope = table[permission];
    return scope ? [[permission, scope] as const] : [];
  });
  return Object.fromEntries(entries);
}

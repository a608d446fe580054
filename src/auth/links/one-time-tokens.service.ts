import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../platform/config/config.js';
import type { User } from '../../platform/prisma/generated/client.js';
import type { OneTimePurpose } from '../../platform/prisma/generated/enums.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { LIFETIME_MS, linkTo, newOneTimeToken, oneTimeTokenHash } from './one-time-token.js';

export interface OneTimeLink {
  /** Cannot be read again: only a hash of its token is kept. */
  link: string;
  expiresAt: Date;
}

/** Links that open one account once. */
@Injectable()
export class OneTimeTokens {
  constructor(
    private readonly prisma: PrismaService,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes the link that replaces every earlier one of its kind.
   * @param tx a transaction that holds the lock of the account
   */
  async issue(tx: Tx, userId: string, purpose: OneTimePurpose): Promise<OneTimeLink> {
    const now = this.clock.now();
    const token = newOneTimeToken();
    const expiresAt = new Date(now.getTime() + LIFETIME_MS[purpose]);
    await tx.oneTimeToken.updateMany({ where: { userId, purpose, endedAt: null }, data: { endedAt: now } });
    await tx.oneTimeToken.create({
      data: { userId, purpose, tokenHash: oneTimeTokenHash(token), createdAt: now, expiresAt },
    });
    return { link: linkTo(this.config.publicUrl, purpose, token), expiresAt };
  }

  /** The account that a living link opens; the link stays usable. */
  async ownerOf(token: string, purpose: OneTimePurpose): Promise<User | undefined> {
    const found = await this.prisma.oneTimeToken.findFirst({
      where: this.living(token, purpose),
      select: { user: true },
    });
    return found?.user;
  }

  /** @returns whether this was the one use of a living link */
  async spend(tx: Tx, token: string, purpose: OneTimePurpose): Promise<boolean> {
    const { count } = await tx.oneTimeToken.updateMany({
      where: this.living(token, purpose),
      data: { endedAt: this.clock.now() },
    });
    return count === 1;
  }

  /** For when the account is no longer what it was as its links were sent: suspended, another address or password. */
  async endAll(tx: Tx, userId: string): Promise<void> {
    await tx.oneTimeToken.updateMany({
      where: { userId, endedAt: null },
      data: { endedAt: this.clock.now() },
    });
  }

  private living(token: string, purpose: OneTimePurpose) {
    return {
      tokenHash: oneTimeTokenHash(token),
      purpose,
      endedAt: null,
      expiresAt: { gt: this.clock.now() },
    };
  }
}

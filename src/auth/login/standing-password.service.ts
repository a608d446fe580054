import { Injectable } from '@nestjs/common';
import type { User } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { lockUser } from '../links/links.queries.js';
import { PasswordHasher } from './password-hasher.js';

/** A password is compared before a transaction, because that takes long; here it is asked whether it still counts within. */
@Injectable()
export class StandingPassword {
  constructor(private readonly hasher: PasswordHasher) {}

  /**
   * Locks the account until the transaction ends.
   * @param compared the account whose password was right a moment ago
   * @returns false when it was suspended meanwhile, or has another password
   */
  async holds(tx: Tx, compared: User, password: string): Promise<boolean> {
    await lockUser(tx, compared.id);
    const now = await tx.user.findUniqueOrThrow({ where: { id: compared.id } });
    if (now.status !== 'ACTIVE') return false;
    // The same password may have a stronger hash by now.
    return (
      now.passwordHash === compared.passwordHash || (await this.hasher.matches(password, now.passwordHash))
    );
  }
}

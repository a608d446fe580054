import { Injectable } from '@nestjs/common';
import { type Permission, type Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';

/** Where the other modules ask about people. */
@Injectable()
export class UserDirectory {
  /**
   * Checks that a row may be given to somebody: an active user whom the actor's permission reaches.
   * A user outside of it is answered like one who does not exist.
   * @param permission the one whose scope must hold the new owner, such as `client:assign`
   * @param pointer the field that named the user
   * @returns the user's id, the actor's own when none is named
   * @throws DomainError OWNER_UNKNOWN (400), FORBIDDEN (403)
   */
  async resolveOwner(
    tx: Tx,
    actor: Principal,
    ownerId: string | undefined,
    permission: Permission,
    pointer = '/ownerId',
  ): Promise<string> {
    if (ownerId === undefined || ownerId === actor.userId) return actor.userId;
    const scope = actor.scope(permission);
    if (scope.kind !== 'own') {
      const teamId = scope.kind === 'team' ? scope.teamId : undefined;
      const owner = await tx.user.findFirst({
        where: { id: ownerId, status: 'ACTIVE', teamId },
        select: { id: true },
      });
      if (owner) return owner.id;
    }
    throw DomainError.field(
      pointer,
      'OWNER_UNKNOWN',
      'There is no such active user whom you could give this to.',
    );
  }
}

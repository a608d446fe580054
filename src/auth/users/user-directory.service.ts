import { Injectable } from '@nestjs/common';
import { type AccessScope, ownerFilter, type Permission, Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { rightsOf, RIGHTS_COLUMNS } from '../permissions/rights.js';

/** Somebody to whom a row may be given. */
export interface PossibleOwner {
  id: string;
  /** In lower case. */
  email: string;
  fullName: string;
}

/** Where the other modules ask about people. */
@Injectable()
export class UserDirectory {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * Somebody as the one who acts, with the rights of this moment: for work that goes on after the request has ended.
   * @returns null when the account is no longer active
   */
  async actingAs(userId: string): Promise<Principal | null> {
    const user = await this.prisma.user.findFirst({
      where: { id: userId, status: 'ACTIVE' },
      include: { heldRole: { select: RIGHTS_COLUMNS } },
    });
    if (!user) return null;
    const { id, fullName, role, teamId, heldRole } = user;
    return new Principal(id, fullName, role, teamId, 'none', rightsOf(heldRole));
  }

  /** Somebody to write a letter to. @returns null when the account is no longer active */
  reachable(userId: string): Promise<PossibleOwner | null> {
    return this.prisma.user.findFirst({
      where: { id: userId, status: 'ACTIVE' },
      select: { id: true, email: true, fullName: true },
    });
  }

  /** The people whose rows a scope reaches; null: everybody's. For rows that hold an owner's id without a relation. */
  async idsWithin(scope: AccessScope): Promise<string[] | null> {
    if (scope.kind === 'all') return null;
    const members = await this.prisma.user.findMany({ where: ownerFilter(scope), select: { id: true } });
    return members.map(({ id }) => id);
  }

  /** Everybody to whom {@link resolveOwner} would let this actor give a row. */
  async possibleOwners(actor: Principal, permission: Permission): Promise<PossibleOwner[]> {
    return this.prisma.user.findMany({
      where: { status: 'ACTIVE', ...reachOf(actor, permission) },
      select: { id: true, email: true, fullName: true },
    });
  }

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
    throw DomainError.field(pointer, 'OWNER_UNKNOWN', 'There is no such active user within your reach.');
  }

  /**
   * Checks that a permission reaches the person whom the address names, active or not. One outside of it is answered like
   * nobody.
   * @throws DomainError NOT_FOUND (404), FORBIDDEN (403)
   */
  async requireWithin(tx: Tx, actor: Principal, userId: string, permission: Permission): Promise<void> {
    const where = { AND: [{ id: userId }, ownerFilter(actor.scope(permission)) ?? {}] };
    if (await tx.user.findFirst({ where, select: { id: true } })) return;
    throw DomainError.notFound('agent');
  }

  /**
   * Checks that a reader's permission reaches a colleague, active or not. One outside of it is answered like nobody.
   * @param pointer the field that named the colleague
   * @throws DomainError AGENT_UNKNOWN (400), FORBIDDEN (403)
   */
  async requireReached(
    actor: Principal,
    userId: string,
    permission: Permission,
    pointer: string,
  ): Promise<void> {
    const scope = actor.scope(permission);
    if (userId === actor.userId) return;
    const where = { AND: [{ id: userId }, ownerFilter(scope) ?? {}] };
    if (await this.prisma.user.findFirst({ where, select: { id: true } })) return;
    throw DomainError.field(
      pointer,
      'AGENT_UNKNOWN',
      'There is no such colleague whose day is yours to see.',
    );
  }
}

/** Everybody whom the permission reaches, and always the actor. */
function reachOf(actor: Principal, permission: Permission): Prisma.UserWhereInput {
  const scope = actor.can(permission) ? actor.scope(permission) : undefined;
  if (scope?.kind === 'all') return {};
  return scope?.kind === 'team'
    ? { OR: [{ id: actor.userId }, { teamId: scope.teamId }] }
    : { id: actor.userId };
}

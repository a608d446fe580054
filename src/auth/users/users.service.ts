import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { assertFresh } from '../../platform/http/index.js';
import { diff, JournalService } from '../../platform/journal/index.js';
import { listPage, literally, type Page } from '../../platform/listing/index.js';
import type { Prisma, User } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { OneTimeTokens } from '../links/one-time-tokens.service.js';
import { PasswordHasher } from '../login/password-hasher.js';
import { PasswordRules } from '../login/password-rules.service.js';
import { PrincipalDirectory } from '../permissions/principal-directory.js';
import { assertMayGive, assertMayKeep } from '../roles/role-giving.js';
import { SessionService } from '../sessions/session.service.js';
import type { CreateUserDto } from './dto/create-user.dto.js';
import type { UpdateUserDto } from './dto/update-user.dto.js';
import type { UserListQuery } from './dto/user-list.query.js';
import type { UserResponse } from './dto/user.response.js';
import { assertEmailFree } from './email-free.js';
import { toUserResponse } from './user.mapper.js';
import { lockUserAndAdmins } from './user.queries.js';
import { usersWithin } from './users-within.js';

const SORTS = {
  createdAt: { column: 'createdAt', kind: 'date' },
  fullName: { column: 'fullName', kind: 'text' },
  email: { column: 'email', kind: 'text' },
} as const;

interface UserChanges {
  email?: string;
  fullName?: string;
  role?: User['role'];
  teamId?: string | null;
  status?: User['status'];
  passwordHash?: string;
}

/** The accounts, as an admin keeps them. */
@Injectable()
export class UsersService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly hasher: PasswordHasher,
    private readonly rules: PasswordRules,
    private readonly tokens: OneTimeTokens,
    private readonly sessions: SessionService,
    private readonly directory: PrincipalDirectory,
  ) {}

  list(actor: Principal, query: UserListQuery): Promise<Page<UserResponse>> {
    const { q, role, status, teamId } = query;
    const part = q && ({ contains: literally(q), mode: 'insensitive' } as const);
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: 'fullName',
      where: {
        AND: [
          usersWithin(actor.scope('user:read')),
          { role, status, teamId },
          part ? { OR: [{ fullName: part }, { email: part }] } : {},
        ],
      },
      find: (args) => this.prisma.user.findMany(args),
      count: (args) => this.prisma.user.count(args),
      toItem: toUserResponse,
    });
  }

  async get(actor: Principal, id: string): Promise<UserResponse> {
    const user = await this.prisma.user.findFirst({
      where: { AND: [{ id }, usersWithin(actor.scope('user:read'))] },
    });
    if (!user) throw DomainError.notFound('user');
    return toUserResponse(user);
  }

  /** @throws DomainError EMAIL_TAKEN (409), ROLE_UNKNOWN, TEAM_UNKNOWN (400), ABOVE_OWN_RIGHTS (403) */
  async create(actor: Principal, { password, ...fields }: CreateUserDto): Promise<UserResponse> {
    if (password) await this.rules.assertAcceptable(password, fields);
    const passwordHash = password ? await this.hasher.hash(password) : null;
    return this.prisma.$transaction(async (tx) => {
      const { role, teamId = null } = fields;
      await assertMayGive(tx, actor, { id: null, role, teamId });
      await assertTeamExists(tx, fields.teamId);
      await assertEmailFree(tx, fields.email);
      const user = await tx.user.create({
        data: { ...fields, passwordHash, status: passwordHash ? 'ACTIVE' : 'PENDING' },
      });
      await this.record(tx, actor, 'user.created', user, { role: user.role, teamId: user.teamId });
      return toUserResponse(user);
    });
  }

  /** @throws DomainError NOT_FOUND, STALE (412), ROLE_UNKNOWN, TEAM_UNKNOWN (400), OWN_ROLE, ABOVE_OWN_RIGHTS (403), EMAIL_TAKEN, LAST_ADMIN, OWN_ACCOUNT (409) */
  async update(
    actor: Principal,
    id: string,
    changes: UpdateUserDto,
    ifMatch: number | undefined,
  ): Promise<UserResponse> {
    if (id === actor.userId && changes.role !== undefined && changes.role !== actor.role) {
      throw new DomainError('forbidden', 'OWN_ROLE', 'Nobody changes their own role: ask another admin.');
    }
    const { password, ...fields } = changes;
    const passwordHash = password === undefined ? undefined : await this.hashFor(id, password, fields);
    return this.change(actor, id, 'user.updated', { ...fields, passwordHash }, ifMatch);
  }

  /** @throws DomainError NOT_FOUND, NO_PASSWORD (409) */
  async activate(actor: Principal, id: string): Promise<UserResponse> {
    const user = await this.prisma.user.findUnique({ where: { id }, select: { passwordHash: true } });
    if (user && !user.passwordHash) {
      throw new DomainError(
        'conflict',
        'NO_PASSWORD',
        'This account has no password yet, so nobody could sign in with it.',
      );
    }
    return this.change(actor, id, 'user.activated', { status: 'ACTIVE' });
  }

  /** Ends all of the user's sessions. @throws DomainError NOT_FOUND, OWN_ACCOUNT (409) */
  async suspend(actor: Principal, id: string): Promise<UserResponse> {
    if (id === actor.userId)
      throw new DomainError(
        'conflict',
        'OWN_ACCOUNT',
        'Nobody suspends their own account: ask another admin.',
      );
    return this.change(actor, id, 'user.suspended', { status: 'SUSPENDED' });
  }

  private async change(
    actor: Principal,
    id: string,
    action: `user.${string}`,
    changes: UserChanges,
    ifMatch?: number,
  ): Promise<UserResponse> {
    const user = await this.prisma.$transaction(async (tx) => {
      await lockUserAndAdmins(tx, id);
      const before = await tx.user.findUnique({ where: { id } });
      if (!before) throw DomainError.notFound('user');
      await assertMayKeep(tx, actor, before);
      if (id === actor.userId) assertNoWayAround(before, changes);
      assertFresh(before, ifMatch);
      const { role = before.role, teamId = before.teamId } = changes;
      if (role !== before.role || teamId !== before.teamId)
        await assertMayGive(tx, actor, { id, role, teamId });
      if (typeof changes.teamId === 'string') await assertTeamExists(tx, changes.teamId);
      if (changes.email !== undefined && changes.email !== before.email)
        await assertEmailFree(tx, changes.email);
      const { passwordHash, ...visible } = changes;
      const facts = { ...diff(before, visible), ...(passwordHash && { password: 'changed' }) };
      if (Object.keys(facts).length === 0) return before;
      const after = await tx.user.update({
        where: { id },
        data: { ...changes, version: { increment: 1 } },
      });
      if (isAdmin(before) && !isAdmin(after)) await assertAnAdminRemains(tx);
      if (endsLinks(before, after)) await this.tokens.endAll(tx, id);
      const ended =
        after.status === 'SUSPENDED' || changes.passwordHash
          ? { sessionsEnded: await this.sessions.revokeAll(tx, id) }
          : {};
      await this.record(tx, actor, action, after, { ...facts, ...ended });
      return after;
    });
    this.directory.forget();
    return toUserResponse(user);
  }

  /** A password that an admin sets obeys the same rules as one that its owner chooses. */
  private async hashFor(id: string, password: string, changed: Partial<User>): Promise<string> {
    const user = await this.prisma.user.findUnique({
      where: { id },
      select: { email: true, fullName: true },
    });
    if (!user) throw DomainError.notFound('user');
    const { email = user.email, fullName = user.fullName } = changed;
    await this.rules.assertAcceptable(password, { email, fullName });
    return this.hasher.hash(password);
  }

  private record(
    tx: Tx,
    actor: Principal,
    action: `user.${string}`,
    user: User,
    facts: Prisma.InputJsonObject,
  ): Promise<void> {
    return this.journal.record(tx, actor, {
      action,
      entity: 'user',
      entityId: user.id,
      ownerId: user.id,
      facts,
    });
  }
}

/** One's own address and password are changed where the current password is asked for. @throws DomainError OWN_ACCOUNT (409) */
function assertNoWayAround(before: User, { email = before.email, passwordHash }: UserChanges): void {
  if (email === before.email && passwordHash === undefined) return;
  const detail =
    'Change your own address with PATCH /auth/me and your own password with POST /auth/password: they ask for the current one.';
  throw new DomainError('conflict', 'OWN_ACCOUNT', detail);
}

function isAdmin({ role, status }: User): boolean {
  return role === 'ADMIN' && status === 'ACTIVE';
}

/** A link that was sent to another address, or for an account in another state, must not open this one. */
function endsLinks(before: User, after: User): boolean {
  return (
    before.email !== after.email ||
    before.passwordHash !== after.passwordHash ||
    before.status !== after.status
  );
}

/** @throws DomainError LAST_ADMIN (409); the admins are locked, so two who demote each other can't both succeed */
async function assertAnAdminRemains(tx: Tx): Promise<void> {
  if ((await tx.user.count({ where: { role: 'ADMIN', status: 'ACTIVE' } })) > 0) return;
  throw new DomainError('conflict', 'LAST_ADMIN', 'This is the last active admin: make another one first.');
}

async function assertTeamExists(tx: Tx, teamId: string | null | undefined): Promise<void> {
  if (!teamId) return;
  if (!(await tx.team.findUnique({ where: { id: teamId } })))
    throw DomainError.field('/teamId', 'TEAM_UNKNOWN', 'There is no such team.');
}

import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError, violates } from '../../platform/errors/index.js';
import { assertFresh } from '../../platform/http/index.js';
import { diff, JournalService } from '../../platform/journal/index.js';
import { type ListQuery, listPage, type Page } from '../../platform/listing/index.js';
import type { Prisma, Role } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { PrincipalDirectory } from '../permissions/principal-directory.js';
import { assertNotAbove, rightsOf } from '../permissions/rights.js';
import type { CreateRoleDto } from './dto/create-role.dto.js';
import type { RoleResponse } from './dto/role.response.js';
import type { UpdateRoleDto } from './dto/update-role.dto.js';
import { tableOf } from './permission-list.js';
import { toRoleResponse } from './role.mapper.js';
import { lockRole } from './role.queries.js';

const SORTS = {
  key: { column: 'key', kind: 'text' },
  name: { column: 'name', kind: 'text' },
  createdAt: { column: 'createdAt', kind: 'date' },
} as const;

/** The roles of the company: the seeded ones to read, its own to keep. */
@Injectable()
export class RolesService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly directory: PrincipalDirectory,
  ) {}

  list(query: ListQuery): Promise<Page<RoleResponse>> {
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: 'createdAt',
      where: {},
      find: (args) => this.prisma.role.findMany(args),
      count: (args) => this.prisma.role.count(args),
      toItem: toRoleResponse,
    });
  }

  /** @throws DomainError NOT_FOUND */
  async get(id: string): Promise<RoleResponse> {
    const role = await this.prisma.role.findUnique({ where: { id } });
    if (!role) throw DomainError.notFound('role');
    return toRoleResponse(role);
  }

  /** @throws DomainError VALIDATION_FAILED (400), ABOVE_OWN_RIGHTS (403), ROLE_EXISTS (409) */
  async create(actor: Principal, { permissions: list, ...fields }: CreateRoleDto): Promise<RoleResponse> {
    const { hiddenFields = [] } = fields;
    const permissions = tableOf(list);
    assertNotAbove(actor.rights, { permissions, hiddenFields: new Set(hiddenFields) });
    return named(() =>
      this.prisma.$transaction(async (tx) => {
        const role = await tx.role.create({ data: { ...fields, permissions } });
        await this.record(tx, actor, 'created', role, { ...fields, permissions });
        return toRoleResponse(role);
      }),
    );
  }

  /** @throws DomainError NOT_FOUND, STALE (412), VALIDATION_FAILED (400), ABOVE_OWN_RIGHTS, OWN_ROLE (403), ROLE_EXISTS, ROLE_SEEDED (409) */
  async update(
    actor: Principal,
    id: string,
    { permissions: list, ...fields }: UpdateRoleDto,
    ifMatch: number | undefined,
  ): Promise<RoleResponse> {
    const changes = { ...fields, ...(list && { permissions: tableOf(list) }) };
    const role = await named(() =>
      this.prisma.$transaction(async (tx) => {
        const before = await this.hold(tx, actor, id, ifMatch);
        assertNotAbove(actor.rights, rightsOf({ ...before, ...changes }));
        const facts = diff(before, changes);
        if (Object.keys(facts).length === 0) return before;
        const data = { ...changes, version: { increment: 1 } };
        const after = await tx.role.update({ where: { id }, data });
        await this.record(tx, actor, 'updated', after, facts);
        return after;
      }),
    );
    this.directory.forget();
    return toRoleResponse(role);
  }

  /** @throws DomainError NOT_FOUND, STALE (412), ABOVE_OWN_RIGHTS, OWN_ROLE (403), ROLE_HELD, ROLE_SEEDED (409) */
  async delete(actor: Principal, id: string, ifMatch: number | undefined): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const role = await this.hold(tx, actor, id, ifMatch);
      await assertUnheld(tx, role);
      await tx.role.delete({ where: { id } });
      const { key, name, permissions, hiddenFields } = role;
      await this.record(tx, actor, 'deleted', role, {
        key,
        name,
        permissions: permissions ?? {},
        hiddenFields,
      });
    });
  }

  /** A role for its editor: one of the company's own, not the editor's own, and nowhere above the editor. */
  private async hold(tx: Tx, actor: Principal, id: string, ifMatch: number | undefined): Promise<Role> {
    await lockRole(tx, id);
    const role = await tx.role.findUnique({ where: { id } });
    if (!role) throw DomainError.notFound('role');
    if (role.seeded) throw seeded(role);
    if (role.key === actor.role)
      throw new DomainError('forbidden', 'OWN_ROLE', 'Nobody changes the role that they hold themselves.');
    assertNotAbove(actor.rights, rightsOf(role));
    assertFresh(role, ifMatch);
    return role;
  }

  private record(
    tx: Tx,
    actor: Principal,
    verb: 'created' | 'updated' | 'deleted',
    { id }: Role,
    facts: Prisma.InputJsonObject,
  ): Promise<void> {
    return this.journal.record(tx, actor, { action: `role.${verb}`, entity: 'role', entityId: id, facts });
  }
}

/** Says by name that a key or a name is taken. */
async function named<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!violates(error, 'roles_key_key') && !violates(error, 'roles_name_key')) throw error;
    const detail = 'There is a role with this key or this name already.';
    throw new DomainError('conflict', 'ROLE_EXISTS', detail, { cause: error });
  }
}

function seeded({ key }: Role): DomainError {
  const detail = `${key} is one of the roles that every installation has; it can’t be changed. Add one of your own.`;
  return new DomainError('conflict', 'ROLE_SEEDED', detail);
}

async function assertUnheld(tx: Tx, { key }: Role): Promise<void> {
  const count = await tx.user.count({ where: { role: key } });
  if (count === 0) return;
  const holders = count === 1 ? 'One user holds' : `${count} users hold`;
  const detail = `${holders} the role ${key}: give them another one first.`;
  throw new DomainError('conflict', 'ROLE_HELD', detail, { members: { count } });
}

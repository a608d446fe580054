import { Injectable } from '@nestjs/common';
import { type Principal, within } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { JournalService } from '../../platform/journal/index.js';
import { type ListQuery, listPage, type Page } from '../../platform/listing/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import type { Caller } from '../login/caller.js';
import { PasswordConfirmation } from '../login/password-confirmation.service.js';
import { PrincipalMemory } from '../permissions/principal-memory.js';
import { assertNotAbove } from '../permissions/rights.js';
import { apiKeyHash, hintOf, newApiKey } from './api-key.js';
import { toApiKeyResponse } from './api-key.mapper.js';
import type { ApiKeyResponse, NewApiKeyResponse } from './dto/api-key.response.js';
import type { CreateApiKeyDto } from './dto/create-api-key.dto.js';
import { assertEnds, keyScope } from './key-scope.js';

const SORTS = {
  createdAt: { column: 'createdAt', kind: 'date' },
  expiresAt: { column: 'expiresAt', kind: 'date' },
  name: { column: 'name', kind: 'text' },
} as const;

/** Keys for integrations. None is ever changed: another scope or another end is another key. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly confirmation: PasswordConfirmation,
    private readonly memory: PrincipalMemory,
    private readonly journal: JournalService,
    private readonly clock: Clock,
  ) {}

  list(actor: Principal, query: ListQuery): Promise<Page<ApiKeyResponse>> {
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: '-createdAt',
      where: within<Prisma.ApiKeyWhereInput>(actor.scope('apikey:read'), 'user'),
      find: (args) => this.prisma.apiKey.findMany(args),
      count: (args) => this.prisma.apiKey.count(args),
      toItem: toApiKeyResponse,
    });
  }

  /**
   * @throws DomainError VALIDATION_FAILED, EXPIRY_OUT_OF_RANGE, PASSWORD_WRONG (400), ABOVE_OWN_RIGHTS (403),
   *   TOO_MANY_LOGINS (429)
   */
  async create(
    actor: Principal,
    { name, expiresAt, permissions: list, currentPassword }: CreateApiKeyDto,
    caller: Caller,
  ): Promise<NewApiKeyResponse> {
    const permissions = keyScope(list);
    const ends = new Date(expiresAt);
    assertEnds(ends, this.clock.now());
    assertNotAbove(actor.rights, { permissions, hiddenFields: actor.hiddenFields });
    const confirmed = await this.confirmation.assert(actor, currentPassword, caller);
    const key = newApiKey();
    const userId = confirmed.id;
    const data = { userId, name, permissions, expiresAt: ends, keyHash: apiKeyHash(key), hint: hintOf(key) };
    return this.prisma.$transaction(async (tx) => {
      await this.confirmation.assertStill(tx, confirmed, currentPassword);
      const made = await tx.apiKey.create({ data: { ...data, createdAt: this.clock.now() } });
      await this.journal.record(tx, actor, {
        ...{ action: 'apikey.created', entity: 'apikey', entityId: made.id, ownerId: userId },
        facts: { name, permissions, expiresAt: ends.toISOString() },
      });
      return { ...toApiKeyResponse(made), key };
    });
  }

  /** Ends a key within a second on every replica. @throws DomainError NOT_FOUND, also when it is revoked already */
  async revoke(actor: Principal, id: string): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const reach = within<Prisma.ApiKeyWhereInput>(actor.scope('apikey:delete'), 'user');
      const where = { AND: [{ id, revokedAt: null }, reach] };
      const [key] = await tx.apiKey.updateManyAndReturn({ where, data: { revokedAt: this.clock.now() } });
      if (!key) throw DomainError.notFound('key');
      await this.journal.record(tx, actor, {
        ...{ action: 'apikey.revoked', entity: 'apikey', entityId: id, ownerId: key.userId },
        facts: { name: key.name },
      });
    });
    this.memory.forget();
  }
}

import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { JournalService } from '../../platform/journal/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { distinctTags, tagKey } from './domain/tag.js';
import type { ChangedTagsResponse, TagListResponse } from './dto/tag.response.js';
import type { TagListQuery } from './dto/tag-list.query.js';
import { countTags, lockTagged, writeTags } from './tag.queries.js';

/** Changed by one request; the lock of each is held until the end. */
const MOST_CLIENTS = 10_000;

/** What clients are tagged with. Tags are no rows of their own: they are what stands on the clients. */
@Injectable()
export class TagsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly clock: Clock,
  ) {}

  async list(actor: Principal, query: TagListQuery): Promise<TagListResponse> {
    return { items: await countTags(this.prisma, actor.scope('client:read'), query) };
  }

  /**
   * Puts one tag in the place of others, where each of them stood.
   * @param to undefined: they just go
   * @throws DomainError TOO_MANY_CLIENTS (422)
   */
  async replace(
    actor: Principal,
    tags: readonly string[],
    to: string | undefined,
  ): Promise<ChangedTagsResponse> {
    const keys = new Set(tags.map(tagKey));
    const retagged = (old: readonly string[]): string[] =>
      distinctTags(old.flatMap((tag) => (keys.has(tagKey(tag)) ? (to ?? []) : tag)));
    return this.prisma.$transaction(async (tx) => {
      const found = await lockTagged(tx, actor.scope('client:update'), tags, MOST_CLIENTS + 1);
      if (found.length > MOST_CLIENTS) throw tooMany();
      const changes = found
        .map((client) => ({ ...client, from: client.tags, tags: retagged(client.tags) }))
        .filter(({ from, tags: now }) => !isDeepStrictEqual(from, now));
      await writeTags(
        tx,
        actor.userId,
        this.clock.now(),
        changes.map(({ id, tags: now }) => ({ id, tags: now })),
      );
      const records = changes.map(({ id, ownerId, from, tags: now }) => ({
        ...{ action: 'client.updated' as const, entity: 'client', entityId: id, clientId: id, ownerId },
        facts: { tags: { from, to: now } },
      }));
      await this.journal.recordMany(tx, actor, records);
      return { changed: changes.length };
    });
  }
}

function tooMany(): DomainError {
  return new DomainError(
    'unprocessable',
    'TOO_MANY_CLIENTS',
    `More than ${MOST_CLIENTS} clients have these tags. Change them in parts with POST /clients/bulk.`,
  );
}

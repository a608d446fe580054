import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { AppConfig } from '../../platform/config/config.js';
import { DomainError } from '../../platform/errors/index.js';
import { JournalService } from '../../platform/journal/index.js';
import type { CalendarFeed } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { lockFeeds } from './calendar-feed.queries.js';
import type { CalendarFeedResponse, NewCalendarFeedResponse } from './dto/calendar-feed.response.js';
import type { CreateCalendarFeedDto } from './dto/create-calendar-feed.dto.js';
import { feedTokenHash, newFeedToken } from './feed-token.js';

/** A telephone, a computer, and some more. */
const MOST_FEEDS = 5;

/** Secret addresses of one's own calendar; nobody sees or makes those of others. */
@Injectable()
export class CalendarFeedsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  async list({ userId }: Principal): Promise<CalendarFeedResponse[]> {
    const feeds = await this.prisma.calendarFeed.findMany({
      where: { userId },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
    return feeds.map(toResponse);
  }

  /** @throws DomainError FORBIDDEN (403) to who may not see visits, TOO_MANY_FEEDS (409) */
  async create(
    actor: Principal,
    { name = 'Calendario' }: CreateCalendarFeedDto,
  ): Promise<NewCalendarFeedResponse> {
    actor.scope('visit:read');
    const token = newFeedToken();
    return this.prisma.$transaction(async (tx) => {
      const { userId } = actor;
      await lockFeeds(tx, userId);
      if ((await tx.calendarFeed.count({ where: { userId } })) >= MOST_FEEDS) throw tooMany();
      const data = { userId, name, tokenHash: feedTokenHash(token), createdAt: this.clock.now() };
      const feed = await tx.calendarFeed.create({ data });
      await this.journal.record(tx, actor, recordOf('created', feed));
      return this.withAddress(feed, token);
    });
  }

  /** @throws DomainError NOT_FOUND */
  async rotate(actor: Principal, id: string): Promise<NewCalendarFeedResponse> {
    const token = newFeedToken();
    return this.prisma.$transaction(async (tx) => {
      const [feed] = await tx.calendarFeed.updateManyAndReturn({
        where: { id, userId: actor.userId },
        data: { tokenHash: feedTokenHash(token), rotatedAt: this.clock.now(), lastReadAt: null },
      });
      if (!feed) throw DomainError.notFound('calendar feed');
      await this.journal.record(tx, actor, recordOf('rotated', feed));
      return this.withAddress(feed, token);
    });
  }

  /** @throws DomainError NOT_FOUND */
  async remove(actor: Principal, id: string): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const where = { id, userId: actor.userId };
      const feed = await tx.calendarFeed.findFirst({ where });
      const { count } = await tx.calendarFeed.deleteMany({ where });
      if (!feed || count === 0) throw DomainError.notFound('calendar feed');
      await this.journal.record(tx, actor, recordOf('deleted', feed));
    });
  }

  private withAddress(feed: CalendarFeed, token: string): NewCalendarFeedResponse {
    return { ...toResponse(feed), address: `${this.config.publicUrl}/api/v1/calendar/${token}.ics` };
  }
}

function toResponse({ id, name, createdAt, rotatedAt, lastReadAt }: CalendarFeed): CalendarFeedResponse {
  return { id, name, createdAt, rotatedAt, lastReadAt };
}

function recordOf(action: 'created' | 'rotated' | 'deleted', { id, userId, name }: CalendarFeed) {
  return {
    ...{ action: `calendarfeed.${action}` as const, entity: 'calendarfeed' as const },
    ...{ entityId: id, ownerId: userId, facts: { name } },
  };
}

function tooMany(): DomainError {
  return new DomainError(
    'conflict',
    'TOO_MANY_FEEDS',
    `You have ${MOST_FEEDS} calendar feeds: delete one that you no longer use.`,
  );
}

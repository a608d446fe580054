import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { UserDirectory } from '../../auth/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { addDays, businessDateOf, startOfBusinessDate } from '../../platform/time/rome.js';
import { findEvents, noteReading } from './calendar-feed.queries.js';
import { calendarText } from './calendar-text.js';
import { eventOf } from './domain/visit-event.js';
import { feedTokenHash } from './feed-token.js';

const DAYS_BACK = 30;
const DAYS_AHEAD = 180;

export interface CalendarFile {
  text: string;
  /** Strong: the same as long as the text is. */
  etag: string;
}

/** What stands behind a secret address: the visits of one person, with the rights of this moment. */
@Injectable()
export class CalendarReader {
  constructor(
    private readonly prisma: PrismaService,
    private readonly users: UserDirectory,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_FOUND, the same for an address that never was, has ended, or whose owner may no longer see visits */
  async read(token: string): Promise<CalendarFile> {
    const feed = await this.prisma.calendarFeed.findUnique({ where: { tokenHash: feedTokenHash(token) } });
    // Asked of the database each time: who is suspended has no calendar from that moment.
    const owner = feed && (await this.users.actingAs(feed.userId));
    if (!feed || !owner?.can('visit:read')) throw DomainError.notFound('calendar');
    const now = this.clock.now();
    await noteReading(this.prisma, feed.id, now);
    const today = businessDateOf(now);
    const from = startOfBusinessDate(addDays(today, -DAYS_BACK));
    const to = startOfBusinessDate(addDays(today, DAYS_AHEAD + 1));
    const visits = await findEvents(this.prisma, owner.userId, from, to);
    const text = calendarText(`Visite di ${owner.fullName}`, visits.map(eventOf));
    return { text, etag: `"${createHash('sha256').update(text).digest('base64url')}"` };
  }
}

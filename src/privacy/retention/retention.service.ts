import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DateTime } from 'luxon';
import { AppConfig } from '../../platform/config/config.js';
import { Housekeeping } from '../../platform/housekeeping/index.js';
import { type Page, sqlListPage } from '../../platform/listing/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { BUSINESS_ZONE } from '../../platform/time/rome.js';
import { Erasures } from '../erasure/erasures.service.js';
import { type SilentProspectQuery, USUAL_MONTHS } from './silent-prospect.query.js';
import { type SilentProspectResponse, toSilentProspectResponse } from './silent-prospect.response.js';
import {
  countSilentProspects,
  findSilentProspects,
  silentSince,
  type SilentProspect,
} from './silent-prospects.queries.js';

const BY_SILENCE = {
  updatedAt: { column: 'updatedAt', kind: 'date', sql: Prisma.sql`c.updated_at` },
} as const;
/** Erased by one day's run, the longest silent first; the next day goes on. */
const A_DAY = 500;

/**
 * Who was once written down as a prospect and never heard of again. Nobody is erased unless `PROSPECT_RETENTION_MONTHS`
 * says after how long; the listing shows beforehand who that would be.
 */
@Injectable()
export class Retention implements OnModuleInit {
  constructor(
    private readonly prisma: PrismaService,
    private readonly housekeeping: Housekeeping,
    private readonly erasures: Erasures,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const months = this.config.prospectRetentionMonths;
    if (months > 0)
      this.housekeeping.add('silentProspects', (tx, now) => this.eraseSilent(tx, monthsBefore(now, months)));
  }

  /** The longest silent first. */
  list({ months, ...query }: SilentProspectQuery): Promise<Page<SilentProspectResponse>> {
    const length = months ?? (this.config.prospectRetentionMonths || USUAL_MONTHS);
    return sqlListPage({
      query,
      sorts: BY_SILENCE,
      defaultSort: 'updatedAt',
      id: Prisma.sql`c.id`,
      where: silentSince(monthsBefore(this.clock.now(), length)),
      find: (page) => findSilentProspects(this.prisma, page),
      count: (where, most) => countSilentProspects(this.prisma, where, most),
      toItem: toSilentProspectResponse,
    });
  }

  private async eraseSilent(tx: Tx, before: Date): Promise<number> {
    const silent = await findSilentProspects(tx, {
      where: silentSince(before),
      orderBy: Prisma.sql`c.updated_at, c.id`,
      take: A_DAY,
    });
    for (const prospect of silent) await this.eraseOne(tx, prospect);
    return silent.length;
  }

  private async eraseOne(tx: Tx, { id, isPerson }: SilentProspect): Promise<void> {
    const contacts = await tx.contact.findMany({
      where: { clientId: id, deletedAt: null },
      select: { id: true },
    });
    for (const contact of contacts) await this.erasures.eraseUnasked(tx, { contactId: contact.id });
    if (isPerson) await this.erasures.eraseUnasked(tx, { clientId: id });
  }
}

function monthsBefore(now: Date, months: number): Date {
  return DateTime.fromJSDate(now, { zone: BUSINESS_ZONE }).minus({ months }).toJSDate();
}

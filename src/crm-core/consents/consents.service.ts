import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { JournalService } from '../../platform/journal/index.js';
import { type ListQuery, listPage, type Page } from '../../platform/listing/index.js';
import { ConsentChannel, ConsentPurpose } from '../../platform/prisma/generated/enums.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { lockContact } from '../contacts/contact.queries.js';
import { assertContactVisible } from './contact-visible.js';
import { currentConsents } from './domain/current-consents.js';
import {
  type ConsentResponse,
  type CurrentConsentResponse,
  toConsentResponse,
} from './dto/consent.response.js';
import type { CreateConsentDto } from './dto/create-consent.dto.js';

const SORTS = { at: { column: 'at', kind: 'date' } } as const;
const CHANNELS = Object.values(ConsentChannel).filter((channel) => channel !== 'ANY');

/** The ledger of what contacts agreed to; `marketingConsent` of a contact is its last word. */
@Injectable()
export class ConsentsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_FOUND */
  async list(actor: Principal, contactId: string, query: ListQuery): Promise<Page<ConsentResponse>> {
    await assertContactVisible(this.prisma, actor, contactId, 'contact:read');
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: '-at',
      where: { contactId },
      find: (args) => this.prisma.contactConsent.findMany(args),
      count: (args) => this.prisma.contactConsent.count(args),
      toItem: toConsentResponse,
    });
  }

  /** What holds now, for each purpose and channel. @throws DomainError NOT_FOUND */
  async current(actor: Principal, contactId: string): Promise<CurrentConsentResponse[]> {
    await assertContactVisible(this.prisma, actor, contactId, 'contact:read');
    const words = await this.prisma.contactConsent.findMany({
      where: { contactId },
      orderBy: [{ at: 'asc' }, { id: 'asc' }],
    });
    return currentConsents(words, Object.values(ConsentPurpose), CHANNELS);
  }

  /** @throws DomainError NOT_FOUND, IN_FUTURE (400) */
  async record(
    actor: Principal,
    contactId: string,
    { at: said, ...word }: CreateConsentDto,
  ): Promise<ConsentResponse> {
    const now = this.clock.now();
    const at = said === undefined ? now : new Date(said);
    if (at > now) throw DomainError.field('/at', 'IN_FUTURE', 'Nobody can have said so in the future.');
    return this.prisma.$transaction(async (tx) => {
      if (!(await lockContact(tx, contactId, actor.scope('contact:update'))))
        throw DomainError.notFound('contact');
      const before = await tx.contact.findUniqueOrThrow({
        where: { id: contactId },
        include: { client: { select: { id: true, ownerId: true } } },
      });
      const entry = await tx.contactConsent.create({ data: { ...word, at, contactId, byId: actor.userId } });
      await this.touch(tx, actor, before);
      const { channel, purpose, given, source } = entry;
      await this.journal.record(tx, actor, {
        action: given ? 'contact.consent-given' : 'contact.consent-withdrawn',
        entity: 'contact',
        entityId: contactId,
        clientId: before.client.id,
        ownerId: before.client.ownerId,
        facts: { channel, purpose, source, at: at.toISOString() },
      });
      return toConsentResponse(entry);
    });
  }

  /** The database has let the contact follow its ledger; if that changed it, it is a new version. */
  private async touch(
    tx: Tx,
    actor: Principal,
    before: { id: string; marketingConsent: boolean },
  ): Promise<void> {
    await tx.contact.updateMany({
      where: { id: before.id, marketingConsent: !before.marketingConsent },
      data: { version: { increment: 1 }, updatedById: actor.userId },
    });
  }
}

import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { assertFresh } from '../../platform/http/index.js';
import { JournalService } from '../../platform/journal/index.js';
import type { Client } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { businessDateOf } from '../../platform/time/rome.js';
import { toClientResponse } from '../clients/client.mapper.js';
import { lockClient } from '../clients/client.queries.js';
import { mergedAway } from '../clients/merge/merged-away.js';
import { ContactsService } from '../contacts/contacts.service.js';
import { OpportunitiesService } from '../opportunities/opportunities.service.js';
import { canConvert, type ConversionTarget } from './domain/conversion.js';
import type { ConversionResponse } from './dto/conversion.response.js';
import type { ConvertClientDto } from './dto/convert-client.dto.js';

/** A lead that turns out to be one: the client's step, its contact and its deal are one change. */
@Injectable()
export class ConversionService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly contacts: ContactsService,
    private readonly opportunities: OpportunitiesService,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError NOT_FOUND (404), STALE (412), ALREADY_CONVERTED, NOT_CONVERTIBLE, NO_PIPELINE (409), FORBIDDEN (403),
   * and what creating a contact or an opportunity refuses (400), at `/contact/…` and `/opportunity/…`
   */
  async convert(
    actor: Principal,
    id: string,
    { to = 'PROSPECT', contact, opportunity }: ConvertClientDto,
    ifMatch: number | undefined,
  ): Promise<ConversionResponse> {
    return this.prisma.$transaction(async (tx) => {
      const before = await this.hold(tx, actor, id);
      assertConvertible(before, to);
      assertFresh(before, ifMatch);
      const person = contact && (await below('contact', this.contacts.create(actor, id, contact, tx)));
      const draft = opportunity && { ...opportunity, clientId: id };
      const deal = draft && (await below('opportunity', this.opportunities.create(actor, draft, tx)));
      const data = { lifecycle: to, updatedById: actor.userId, version: { increment: 1 } };
      const after = await tx.client.update({ where: { id }, data });
      const client = toClientResponse(after, businessDateOf(this.clock.now()));
      await this.record(tx, actor, before, to, {
        contactId: person?.id ?? null,
        opportunityId: deal?.id ?? null,
      });
      return { client, contact: person ?? null, opportunity: deal ?? null };
    });
  }

  private async hold(tx: Tx, actor: Principal, id: string): Promise<Client> {
    const scope = actor.scope('client:update');
    const client = await lockClient(tx, id, scope, 'edit');
    if (client) return client;
    throw (await mergedAway(tx, id, scope)) ?? DomainError.notFound('client');
  }

  private record(
    tx: Tx,
    actor: Principal,
    { id, ownerId, lifecycle }: Client,
    to: ConversionTarget,
    made: { contactId: string | null; opportunityId: string | null },
  ): Promise<void> {
    return this.journal.record(tx, actor, {
      ...{ action: 'client.converted', entity: 'client', entityId: id, clientId: id, ownerId },
      facts: { lifecycle: { from: lifecycle, to }, ...made },
    });
  }
}

function assertConvertible({ lifecycle }: Client, to: ConversionTarget): void {
  if (canConvert(lifecycle, to)) return;
  const done = lifecycle === to || lifecycle === 'CUSTOMER';
  throw done
    ? new DomainError('conflict', 'ALREADY_CONVERTED', `This client is a ${lifecycle} already.`)
    : new DomainError(
        'conflict',
        'NOT_CONVERTIBLE',
        `A ${lifecycle} client is not converted: change its lifecycle.`,
      );
}

/** A refusal of one part points into that part of the body. */
async function below<T>(part: string, made: Promise<T>): Promise<T> {
  try {
    return await made;
  } catch (error) {
    if (!(error instanceof DomainError) || !error.extras.errors) throw error;
    const errors = error.extras.errors.map((problem) => ({
      ...problem,
      pointer: `/${part}${problem.pointer}`,
    }));
    throw new DomainError(error.kind, error.code, error.detail, { ...error.extras, errors });
  }
}

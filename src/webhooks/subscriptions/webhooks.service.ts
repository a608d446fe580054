import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { assertFresh } from '../../platform/http/index.js';
import { diff, JournalService } from '../../platform/journal/index.js';
import { listPage, type Page } from '../../platform/listing/index.js';
import type { Prisma, WebhookSubscription } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { ReceiverAddresses } from '../addresses/receiver-addresses.service.js';
import { newWebhookSecret } from '../secrets/webhook-secret.js';
import { WebhookSecrets } from '../secrets/webhook-secrets.service.js';
import { assertMayDisclose, assertReadsJournal } from './disclosure.js';
import type { CreateWebhookDto } from './dto/create-webhook.dto.js';
import type { UpdateWebhookDto } from './dto/update-webhook.dto.js';
import type { WebhookListQuery } from './dto/webhook-list.query.js';
import type { WebhookResponse, WebhookWithSecretResponse } from './dto/webhook.response.js';
import { toWebhookResponse } from './webhook.mapper.js';
import { holdNumberOfWebhooks, holdWebhook, newWebhookId } from './webhook.queries.js';

const SORTS = {
  createdAt: { column: 'createdAt', kind: 'date' },
  url: { column: 'url', kind: 'text' },
} as const;
/** Each has lanes of its own, so their number bounds what is sent at once. */
export const MOST_WEBHOOKS = 50;
const OVERLAP_MS = 86_400_000;

/** Where events are sent. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly addresses: ReceiverAddresses,
    private readonly secrets: WebhookSecrets,
    private readonly clock: Clock,
  ) {}

  list(query: WebhookListQuery): Promise<Page<WebhookResponse>> {
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: '-createdAt',
      where: { ...(query.createdById && { createdById: query.createdById }) },
      find: (args) => this.prisma.webhookSubscription.findMany(args),
      count: (args) => this.prisma.webhookSubscription.count(args),
      toItem: toWebhookResponse,
    });
  }

  /** @throws DomainError NOT_FOUND */
  async get(id: string): Promise<WebhookResponse> {
    const row = await this.prisma.webhookSubscription.findUnique({ where: { id } });
    if (!row) throw DomainError.notFound('webhook');
    return toWebhookResponse(row);
  }

  /** @throws DomainError VALIDATION_FAILED (400), FORBIDDEN, ABOVE_OWN_RIGHTS (403), TOO_MANY_WEBHOOKS (409) */
  async create(actor: Principal, body: CreateWebhookDto): Promise<WebhookWithSecretResponse> {
    assertMayDisclose(actor, body);
    const url = await this.addresses.assertAllowed(body.url);
    const secret = newWebhookSecret();
    return this.prisma.$transaction(async (tx) => {
      await this.assertRoom(tx);
      const id = await newWebhookId(tx);
      const sealed = this.secrets.seal(secret, id);
      const { events } = body;
      const made = await tx.webhookSubscription.create({
        data: { ...columnsOf(body), ...sealed, id, url, events, createdById: actor.userId },
      });
      await this.record(tx, actor, 'created', id, { ...body, url, description: body.description ?? null });
      return { ...toWebhookResponse(made), secret };
    });
  }

  /** @throws DomainError NOT_FOUND, STALE (412), VALIDATION_FAILED (400), FORBIDDEN, ABOVE_OWN_RIGHTS (403) */
  async update(
    actor: Principal,
    id: string,
    body: UpdateWebhookDto,
    ifMatch: number | undefined,
  ): Promise<WebhookResponse> {
    assertMayDisclose(actor, body);
    const url = body.url === undefined ? undefined : await this.addresses.assertAllowed(body.url);
    return this.prisma.$transaction(async (tx) => {
      const before = await this.hold(tx, id, ifMatch);
      const changes = { ...columnsOf(body), url, ...statusColumns(before, body.status) };
      const facts = diff(before, changes);
      if (Object.keys(facts).length === 0) return toWebhookResponse(before);
      const data = { ...changes, version: { increment: 1 } };
      const after = await tx.webhookSubscription.update({ where: { id }, data });
      if (mayTellMore(facts, after)) assertMayDisclose(actor, after);
      await this.record(tx, actor, 'updated', id, facts);
      return toWebhookResponse(after);
    });
  }

  /** What waits for it is given up. @throws DomainError NOT_FOUND, STALE (412) */
  async delete(actor: Principal, id: string, ifMatch: number | undefined): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const { url } = await this.hold(tx, id, ifMatch);
      const undelivered = await tx.webhookDelivery.count({
        where: { subscriptionId: id, status: { not: 'DELIVERED' } },
      });
      await tx.webhookSubscription.delete({ where: { id } });
      await this.record(tx, actor, 'deleted', id, { url, undelivered });
    });
  }

  /** The former secret signs beside the new one for a day. @throws DomainError NOT_FOUND, FORBIDDEN, ABOVE_OWN_RIGHTS (403) */
  async rotateSecret(actor: Principal, id: string): Promise<WebhookWithSecretResponse> {
    assertReadsJournal(actor);
    const secret = newWebhookSecret();
    return this.prisma.$transaction(async (tx) => {
      const before = await this.hold(tx, id, undefined);
      assertMayDisclose(actor, before);
      const formerUntil = new Date(this.clock.now().getTime() + OVERLAP_MS);
      const after = await tx.webhookSubscription.update({
        where: { id },
        data: {
          ...this.secrets.seal(secret, id),
          ...{ formerSecret: before.secret, formerKeyId: before.keyId, formerUntil },
          version: { increment: 1 },
        },
      });
      await this.record(tx, actor, 'secret-rotated', id, { formerUntil: formerUntil.toISOString() });
      return { ...toWebhookResponse(after), secret };
    });
  }

  private async hold(tx: Tx, id: string, ifMatch: number | undefined): Promise<WebhookSubscription> {
    await holdWebhook(tx, id);
    const row = await tx.webhookSubscription.findUnique({ where: { id } });
    if (!row) throw DomainError.notFound('webhook');
    assertFresh(row, ifMatch);
    return row;
  }

  private async assertRoom(tx: Tx): Promise<void> {
    await holdNumberOfWebhooks(tx);
    if ((await tx.webhookSubscription.count()) < MOST_WEBHOOKS) return;
    const detail = `There are ${MOST_WEBHOOKS} webhooks, as many as there may be. Delete one that nobody needs.`;
    throw new DomainError('conflict', 'TOO_MANY_WEBHOOKS', detail);
  }

  private record(
    tx: Tx,
    actor: Principal,
    verb: 'created' | 'updated' | 'deleted' | 'secret-rotated',
    entityId: string,
    facts: Prisma.InputJsonObject,
  ): Promise<void> {
    return this.journal.record(tx, actor, { action: `webhook.${verb}`, entity: 'webhook', entityId, facts });
  }
}

function columnsOf({
  url,
  events,
  description,
  includePersonalData,
  includeProtectedFields,
}: UpdateWebhookDto) {
  return { url, events, description, includePersonalData, includeProtectedFields };
}

/** It would tell something else, to somebody else, or again: anything but a pause and a description. */
function mayTellMore(facts: object, { status }: WebhookSubscription): boolean {
  const changed = Object.keys(facts);
  if (changed.includes('status') && status === 'ACTIVE') return true;
  return changed.some((field) => ['url', 'events', 'includePersonalData'].includes(field));
}

/** Who makes it active begins anew: what failed before no longer counts. */
function statusColumns({ status }: WebhookSubscription, wanted: UpdateWebhookDto['status']) {
  if (wanted === undefined || wanted === status) return {};
  const rest = { failingSince: null, restsUntil: null };
  return wanted === 'ACTIVE'
    ? { status: wanted, pause: null, ...rest }
    : { status: wanted, pause: 'BY_HAND' as const };
}

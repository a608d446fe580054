import { Injectable } from '@nestjs/common';
import { type Permission, type Principal, within } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { Client, Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { OpeningException } from './domain/opening-exceptions.js';
import type { OpeningHours } from './domain/opening-hours.js';
import { lockClient } from './client.queries.js';
import { mergedAway } from './merge/merged-away.js';
import { endOfMerges, survivorOf } from './merge/merge.queries.js';

/** What the neighbours need to know about a client. */
export interface VisibleClient {
  id: string;
  name: string;
  ownerId: string;
  primaryContactId: string | null;
  country: string;
  lifecycle: Client['lifecycle'];
  /** Degrees; null: not on the map. */
  latitude: number | null;
  longitude: number | null;
  /** Null: unknown. */
  openingHours: OpeningHours | null;
  /** Days with other hours; null: none. */
  openingExceptions: OpeningException[] | null;
  /** Its patron saint’s day is taken as closed. */
  city: string | null;
  visitIntervalDays: number | null;
  /** Metres; null: the usual. */
  checkInRadiusMeters: number | null;
  pointOfSaleType: Client['pointOfSaleType'];
  createdAt: Date;
}

/** Where the other features ask about clients. */
@Injectable()
export class ClientDirectory {
  /**
   * A living client that the actor's permission reaches, kept from being deleted until the transaction ends.
   * @param pointer the field of the body that named the client; without it the client is what the address names
   * @throws DomainError NOT_FOUND (404), CLIENT_MERGED (409); with the pointer both are problems of that field (400)
   */
  async requireVisible(
    tx: Tx,
    actor: Principal,
    clientId: string,
    permission: Permission = 'client:read',
    pointer?: string,
  ): Promise<VisibleClient> {
    const client = await lockClient(tx, clientId, actor.scope(permission), 'keep');
    if (client) return toVisibleClient(client);
    const merged = await mergedAway(tx, clientId, actor.scope(permission), pointer);
    if (merged) throw merged;
    if (pointer === undefined) throw DomainError.notFound('client');
    throw DomainError.field(pointer, 'CLIENT_UNKNOWN', 'There is no such client, or it is not yours to see.');
  }

  /** The living clients among these that the actor may see, by id; the others are left out. */
  async visibleAmong(tx: Tx, actor: Principal, ids: readonly string[]): Promise<Map<string, VisibleClient>> {
    const scope = within<Prisma.ClientWhereInput>(actor.scope('client:read'), 'owner');
    const rows = await tx.client.findMany({
      where: { AND: [{ id: { in: [...ids] }, deletedAt: null }, scope] },
    });
    return new Map(rows.map((row) => [row.id, toVisibleClient(row)]));
  }

  /** Clients to whom a row leads that the actor may see, by id: that row opens them, whoever owns them by now. */
  async referredTo(tx: Tx, ids: readonly string[]): Promise<Map<string, VisibleClient>> {
    const rows = await tx.client.findMany({ where: { id: { in: [...ids] } } });
    return new Map(rows.map((row) => [row.id, toVisibleClient(row)]));
  }

  /**
   * The same question for a read: holds nothing.
   * @returns the id of the living client, another than the given one when that was merged into it
   * @throws DomainError NOT_FOUND (404)
   */
  async resolveVisible(tx: Tx, actor: Principal, clientId: string, permission: Permission): Promise<string> {
    const scope = within<Prisma.ClientWhereInput>(actor.scope(permission), 'owner');
    const where = { AND: [{ id: clientId, deletedAt: null }, scope] };
    const client = await tx.client.findFirst({ where, select: { id: true } });
    const id = client?.id ?? (await survivorOf(tx, clientId, actor.scope(permission)));
    if (id === undefined) throw DomainError.notFound('client');
    return id;
  }

  /**
   * A list's filters, with the client under the id that its rows bear now: the survivor's, when it was merged. The rows
   * have a scope of their own; nothing is said of whether the client is the reader's to see.
   */
  async followMerges<Filters extends { clientId?: string }>(tx: Tx, filters: Filters): Promise<Filters> {
    if (filters.clientId === undefined) return filters;
    return { ...filters, clientId: await endOfMerges(tx, filters.clientId) };
  }
}

function toVisibleClient({
  id,
  name,
  ownerId,
  primaryContactId,
  country,
  lifecycle,
  latitude,
  longitude,
  openingHours,
  openingExceptions,
  city,
  visitIntervalDays,
  checkInRadiusMeters,
  pointOfSaleType,
  createdAt,
}: Client): VisibleClient {
  return {
    id,
    name,
    ownerId,
    primaryContactId,
    country,
    lifecycle,
    latitude,
    longitude,
    openingHours: openingHours as OpeningHours | null,
    openingExceptions: openingExceptions as OpeningException[] | null,
    city,
    visitIntervalDays,
    checkInRadiusMeters,
    pointOfSaleType,
    createdAt,
  };
}

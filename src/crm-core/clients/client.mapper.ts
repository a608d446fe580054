import type { Client } from '../../platform/prisma/generated/client.js';
import { type BusinessDate, fromDateColumn } from '../../platform/time/rome.js';
import { rulingsOn } from './client-rulings.js';
import type { CustomValues } from '../custom-fields/domain/custom-field.js';
import type { OpeningException } from './domain/opening-exceptions.js';
import type { OpeningHours } from './domain/opening-hours.js';
import type { ClientResponse } from './dto/client.response.js';

/**
 * The public face of a client: names each field, so that a new column shows only when somebody decides so.
 * @param today decides what is about to expire
 */
export function toClientResponse(client: Client, today: BusinessDate): ClientResponse {
  const admExpiresOn = client.admExpiresOn && fromDateColumn(client.admExpiresOn);
  const { admWarning, einvoiceReady, einvoiceMissing } = rulingsOn({ ...client, admExpiresOn }, today);
  return {
    id: client.id,
    name: client.name,
    externalId: client.externalId,
    kind: client.kind,
    lifecycle: client.lifecycle,
    source: client.source,
    vatNumber: client.vatNumber,
    taxCode: client.taxCode,
    sdiCode: client.sdiCode,
    pecEmail: client.pecEmail,
    email: client.email,
    phone: client.phone,
    website: client.website,
    street: client.street,
    city: client.city,
    province: client.province,
    postalCode: client.postalCode,
    country: client.country,
    latitude: client.latitude,
    longitude: client.longitude,
    pointOfSaleType: client.pointOfSaleType,
    admAuthorizationNumber: client.admAuthorizationNumber,
    admExpiresOn,
    admWarning,
    visitIntervalDays: client.visitIntervalDays,
    checkInRadiusMeters: client.checkInRadiusMeters,
    openingHours: client.openingHours as OpeningHours | null,
    openingExceptions: client.openingExceptions as OpeningException[] | null,
    tags: client.tags,
    notes: client.notes,
    custom: client.custom as CustomValues,
    primaryContactId: client.primaryContactId,
    firstContactAt: client.firstContactAt,
    firstContactKind: client.firstContactKind,
    firstContactById: client.firstContactById,
    ownerId: client.ownerId,
    einvoiceReady,
    einvoiceMissing,
    version: client.version,
    createdAt: client.createdAt,
    createdById: client.createdById,
    updatedAt: client.updatedAt,
    updatedById: client.updatedById,
  };
}

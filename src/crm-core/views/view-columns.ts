import type { ViewResource } from '../../platform/prisma/generated/enums.js';
import type { ClientResponse } from '../clients/dto/client.response.js';
import type { OpportunityResponse } from '../opportunities/dto/opportunity.response.js';

/** Each name once, and none left out: a record of them is what the compiler can hold against the response. */
const CLIENT_COLUMNS: Readonly<Record<Exclude<keyof ClientResponse, 'custom'>, true>> = {
  ...{
    id: true,
    externalId: true,
    primaryContactId: true,
    name: true,
    kind: true,
    lifecycle: true,
    source: true,
  },
  ...{ vatNumber: true, taxCode: true, sdiCode: true, pecEmail: true },
  ...{ email: true, phone: true, website: true, street: true, city: true, province: true },
  ...{ postalCode: true, country: true, latitude: true, longitude: true, pointOfSaleType: true },
  ...{ admAuthorizationNumber: true, admExpiresOn: true, admWarning: true },
  ...{
    visitIntervalDays: true,
    checkInRadiusMeters: true,
    openingHours: true,
    openingExceptions: true,
    tags: true,
    notes: true,
    ownerId: true,
  },
  ...{ firstContactAt: true, firstContactKind: true, firstContactById: true },
  ...{ einvoiceReady: true, einvoiceMissing: true, version: true },
  ...{ createdAt: true, createdById: true, updatedAt: true, updatedById: true },
};

const OPPORTUNITY_COLUMNS: Readonly<Record<Exclude<keyof OpportunityResponse, 'custom'>, true>> = {
  ...{ id: true, title: true, clientId: true, pipelineId: true, stageId: true, amount: true },
  ...{ probability: true, probabilityOverridden: true, expectedCloseDate: true, status: true },
  ...{
    closedAt: true,
    lostReason: true,
    lostNote: true,
    competitor: true,
    source: true,
    ownerId: true,
    version: true,
  },
  ...{ wonReason: true, wonNote: true, lastActivityAt: true, rotting: true, rottenSince: true },
  ...{ createdAt: true, createdById: true, updatedAt: true, updatedById: true },
};

const COLUMNS: Readonly<Record<ViewResource, ReadonlySet<string>>> = {
  clients: new Set(Object.keys(CLIENT_COLUMNS)),
  opportunities: new Set(Object.keys(OPPORTUNITY_COLUMNS)),
};

/** Those of these columns that the rows of a resource don't have. */
export function unknownColumns(
  resource: ViewResource,
  columns: readonly string[],
  customKeys: ReadonlySet<string>,
): string[] {
  return columns.filter(
    (column) =>
      !COLUMNS[resource].has(column) && !(column.startsWith('custom.') && customKeys.has(column.slice(7))),
  );
}

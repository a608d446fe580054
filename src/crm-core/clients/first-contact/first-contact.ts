import type { Client } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { type FirstContact, settleFirstContacts } from './first-contact.queries.js';

/** A client with the first contact that the database will have written when this transaction ends. */
export async function withFirstContact(tx: Tx, client: Client): Promise<Client> {
  await settleFirstContacts(tx);
  const select = { firstContactAt: true, firstContactKind: true, firstContactById: true } as const;
  return { ...client, ...(await tx.client.findUniqueOrThrow({ where: { id: client.id }, select })) };
}

/** The first contact of two clients that become one. */
export function earlierContact(one: FirstContact, other: FirstContact): FirstContact {
  const first =
    other.firstContactAt && (!one.firstContactAt || other.firstContactAt < one.firstContactAt) ? other : one;
  const { firstContactAt, firstContactKind, firstContactById } = first;
  return { firstContactAt, firstContactKind, firstContactById };
}

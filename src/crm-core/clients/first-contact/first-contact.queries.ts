import type { Client } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';

export type FirstContact = Pick<Client, 'firstContactAt' | 'firstContactKind' | 'firstContactById'>;

/** Has the database settle the first contacts of all clients whose activities and visits this transaction touched. */
export async function settleFirstContacts(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    SET CONSTRAINTS activities_first_contact_new, activities_first_contact_edit, activities_first_contact_gone,
      visits_first_contact_new, visits_first_contact_edit, visits_first_contact_gone IMMEDIATE`;
}

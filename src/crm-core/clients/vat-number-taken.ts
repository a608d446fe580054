import { type Principal, within } from '../../platform/access/index.js';
import { DomainError, violates } from '../../platform/errors/index.js';
import type { PrismaService } from '../../platform/prisma/prisma.service.js';

/**
 * Runs a write; when the unique P.IVA stops it, says who has the number already, if the actor may see that client.
 * The index decides, so that requests at the same moment can't both pass.
 * @throws DomainError VAT_NUMBER_TAKEN (409) with `existingClientId`, null when it is not the actor's to see
 */
export async function withUniqueVatNumber<T>(
  prisma: PrismaService,
  actor: Principal,
  vatNumber: () => string | null | undefined,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!violates(error, 'clients_vat_number_key')) throw error;
    const existing = await prisma.client.findFirst({
      where: {
        AND: [{ vatNumber: vatNumber() ?? '', deletedAt: null }, within(actor.scope('client:read'), 'owner')],
      },
      select: { id: true },
    });
    throw new DomainError('conflict', 'VAT_NUMBER_TAKEN', 'There is a client with this P.IVA already.', {
      errors: [
        {
          pointer: '/vatNumber',
          code: 'VAT_NUMBER_TAKEN',
          detail: 'There is a client with this P.IVA already.',
        },
      ],
      members: { existingClientId: existing?.id ?? null },
      cause: error,
    });
  }
}

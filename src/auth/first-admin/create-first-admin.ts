import { randomBytes } from 'node:crypto';
import { JournalService } from '../../platform/journal/index.js';
import type { PrismaService } from '../../platform/prisma/prisma.service.js';
import { PasswordHasher } from '../login/password-hasher.js';
import { lockFirstAdmin } from './first-admin.queries.js';

export interface FirstAdmin {
  email: string;
  /** Shown once; only its hash is kept. */
  password: string;
}

/**
 * Makes the one admin of a fresh installation. Works once: with an admin in place, accounts are made by admins.
 * @returns null when there is an admin already
 */
export async function createFirstAdmin(
  prisma: PrismaService,
  fields: { email: string; fullName: string },
): Promise<FirstAdmin | null> {
  const password = randomBytes(18).toString('base64url');
  const passwordHash = await new PasswordHasher().hash(password);
  const email = fields.email.trim().toLowerCase();
  return prisma.$transaction(async (tx) => {
    await lockFirstAdmin(tx);
    if ((await tx.user.count({ where: { role: 'ADMIN' } })) > 0) return null;
    const { id } = await tx.user.create({
      data: { email, fullName: fields.fullName, role: 'ADMIN', status: 'ACTIVE', passwordHash },
    });
    await new JournalService().record(tx, null, {
      action: 'user.created',
      entity: 'user',
      entityId: id,
      ownerId: id,
      facts: { role: 'ADMIN', firstAdmin: true },
    });
    return { email, password };
  });
}

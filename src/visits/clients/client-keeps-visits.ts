import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ClientDeletionRules } from '../../crm-core/index.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { LIVING } from '../visits/domain/transitions.js';

/** A client whom somebody is going to visit can't be deleted. */
@Injectable()
export class ClientKeepsVisits implements OnModuleInit {
  constructor(private readonly rules: ClientDeletionRules) {}

  onModuleInit(): void {
    this.rules.add(livingVisits);
  }
}

async function livingVisits(tx: Tx, clientId: string): Promise<string | undefined> {
  const count = await tx.visit.count({ where: { clientId, deletedAt: null, status: { in: [...LIVING] } } });
  if (count === 0) return undefined;
  return count === 1 ? 'a visit to it is still planned' : `${count} visits to it are still planned`;
}

import { Injectable } from '@nestjs/common';
import type { BulkResource } from '../../platform/prisma/generated/client.js';
import type { BulkTarget } from './bulk-target.js';
import { ClientBulkTarget } from './client-bulk.target.js';
import { OpportunityBulkTarget } from './opportunity-bulk.target.js';

/** Which kinds of rows can be changed in bulk. */
@Injectable()
export class BulkTargets {
  private readonly targets: Readonly<Record<BulkResource, BulkTarget>>;

  constructor(clients: ClientBulkTarget, opportunities: OpportunityBulkTarget) {
    this.targets = { clients, opportunities };
  }

  of(resource: BulkResource): BulkTarget {
    return this.targets[resource];
  }
}

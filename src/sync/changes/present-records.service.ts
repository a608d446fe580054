import { Injectable } from '@nestjs/common';
import { CrmRecords } from '../../crm-core/index.js';
import type { Principal } from '../../platform/access/index.js';
import { VisitRecords } from '../../visits/index.js';
import { CHANGE_TYPES, type ChangeType } from './domain/change-type.js';
import type { Touch } from './domain/touched.js';
import type { ChangeRecord } from './dto/changes.response.js';

/** Records as they are at this moment, for who may see them. */
@Injectable()
export class PresentRecords {
  constructor(
    private readonly crm: CrmRecords,
    private readonly visits: VisitRecords,
  ) {}

  /** By `type id`; what is not there any more, or not the reader's to see, is left out. */
  async of(actor: Principal, touches: readonly Touch[]): Promise<Map<string, ChangeRecord>> {
    const found = new Map<string, ChangeRecord>();
    for (const type of CHANGE_TYPES) {
      const ids = touches.filter((touch) => touch.type === type).map(({ id }) => id);
      if (ids.length === 0) continue;
      for (const [id, record] of await this.read(actor, type, ids)) found.set(`${type} ${id}`, record);
    }
    return found;
  }

  private async read(
    actor: Principal,
    type: ChangeType,
    ids: string[],
  ): Promise<(readonly [string, ChangeRecord])[]> {
    switch (type) {
      case 'client':
        return (await this.crm.clients(actor, ids)).map((client) => [client.id, { client }]);
      case 'contact':
        return (await this.crm.contacts(actor, ids)).map((contact) => [contact.id, { contact }]);
      case 'opportunity':
        return (await this.crm.opportunities(actor, ids)).map((deal) => [deal.id, { opportunity: deal }]);
      case 'activity':
        return (await this.crm.activities(actor, ids)).map((activity) => [activity.id, { activity }]);
      case 'visit':
        return (await this.visits.visits(actor, ids)).map((visit) => [visit.id, { visit }]);
      case 'pipeline':
        return (await this.crm.pipelines(actor, ids)).map((pipeline) => [pipeline.id, { pipeline }]);
    }
  }
}

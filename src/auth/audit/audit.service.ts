import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { JournalReader, RecordNames } from '../../platform/journal/index.js';
import type { Page } from '../../platform/listing/index.js';
import type { AuditEntryResponse } from './audit-entry.response.js';
import type { AuditQuery } from './audit.query.js';

/** The journal for whoever looks after it: every row, with the names that the reader may see. */
@Injectable()
export class AuditService {
  constructor(
    private readonly journal: JournalReader,
    private readonly names: RecordNames,
  ) {}

  async page(actor: Principal, query: AuditQuery): Promise<Page<AuditEntryResponse>> {
    const { actorId, apiKeyId, entity, entityId, action, from, to } = query;
    const at = { ...(from && { gte: new Date(from) }), ...(to && { lt: new Date(to) }) };
    const page = await this.journal.page(query, { actorId, apiKeyId, entity, entityId, action, at });
    const names = await this.names.of(actor, page.items);
    const items = page.items.map((entry) => ({
      ...entry,
      recordName: names.get(`${entry.entity} ${entry.entityId}`) ?? null,
      clientName: names.get(`client ${entry.clientId}`) ?? null,
    }));
    return { ...page, items };
  }
}

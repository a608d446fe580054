import { Injectable, type StreamableFile } from '@nestjs/common';
import type { Principal } from '../../../platform/access/index.js';
import { PrismaService } from '../../../platform/prisma/prisma.service.js';
import { CsvExport, ROWS_A_PAGE } from '../../export/csv-export.service.js';
import { OpportunitiesService } from '../opportunities.service.js';
import { OPPORTUNITY_COLUMNS, opportunityCells } from './opportunity-csv.js';
import type { OpportunityExportQuery } from './opportunity-export.query.js';
import { opportunityNames } from './opportunity-names.queries.js';

/** Opportunities as a CSV file. */
@Injectable()
export class OpportunityExportService {
  constructor(
    private readonly files: CsvExport,
    private readonly opportunities: OpportunitiesService,
    private readonly prisma: PrismaService,
  ) {}

  /** @throws DomainError when the sort or a filter is unknown: before the first byte */
  csv(actor: Principal, { format, ...query }: OpportunityExportQuery): Promise<StreamableFile> {
    const filter = { ...query, sort: undefined };
    const form = { format, hidesVatNumber: actor.hides('client.taxIdentity') };
    const clients = actor.can('client:read') ? actor.scope('client:read') : undefined;
    return this.files.send(actor, {
      ...{ entity: 'opportunity', resource: 'opportunities', columns: OPPORTUNITY_COLUMNS, format, filter },
      page: async (from, columns) => {
        const list = { ...query, ...from, limit: ROWS_A_PAGE };
        const { items, ...page } = await this.opportunities.list(actor, list, 'opportunity:export');
        const ids = items.map(({ id }) => id);
        const names = await opportunityNames(this.prisma, ids, clients);
        const rows = items.flatMap((deal) => {
          const named = names.get(deal.id);
          return named ? [opportunityCells(deal, named, columns, form)] : [];
        });
        return { ...page, rows };
      },
    });
  }
}

import type { ExportFormat } from '../../../platform/csv/index.js';
import { italianNumber } from '../../../platform/csv/index.js';
import { cell, cellsOf } from '../../export/cells.js';
import type { OpportunityResponse } from '../dto/opportunity.response.js';
import type { OpportunityNames } from './opportunity-names.queries.js';

/** The columns of the export, named as the import reads them; those of `…Name` and `status` are for people. */
export const OPPORTUNITY_COLUMNS = [
  'id',
  'externalId',
  'title',
  'client',
  'clientName',
  'owner',
  'ownerName',
  'pipeline',
  'stage',
  'status',
  'amount',
  'probability',
  'probabilityOverridden',
  'expectedCloseDate',
  'createdAt',
  'closedAt',
  'lostReason',
  'lostNote',
  'competitor',
  'wonReason',
  'wonNote',
  'source',
  'updatedAt',
] as const satisfies readonly (keyof OpportunityResponse | keyof OpportunityNames | 'client')[];

/**
 * The cells of one opportunity.
 * @param hidesVatNumber the reader's role doesn't see the P.IVA: clients are not named by it
 */
export function opportunityCells(
  deal: OpportunityResponse,
  names: OpportunityNames,
  columns: readonly string[],
  { format, hidesVatNumber }: { format: ExportFormat | undefined; hidesVatNumber: boolean },
): string[] {
  const values: Readonly<Record<string, unknown>> = {
    ...deal,
    ...names,
    client: clientKey(names, hidesVatNumber),
  };
  return cellsOf(columns, deal.custom, (column) => {
    const text = cell(values[column], format);
    return format === 'excel' && column === 'amount' ? italianNumber(text) : text;
  });
}

/** By what an import finds the client again, here or elsewhere: the id only where nothing else says who is meant. */
function clientKey(names: OpportunityNames, hidesVatNumber: boolean): string | null {
  const { clientId, clientCode, vatNumber, clientName, hasNamesake } = names;
  const name = hasNamesake ? null : clientName;
  return clientCode ?? (hidesVatNumber ? null : vatNumber) ?? name ?? clientId;
}

import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { InputPipe } from '../../platform/http/index.js';
import { parseSort, type SqlSorts } from '../../platform/listing/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { ViewResource } from '../../platform/prisma/generated/enums.js';
import { clientCondition } from '../clients/client-filter.js';
import { clientSorts } from '../clients/client-sorts.js';
import { CustomFieldDirectory } from '../custom-fields/custom-field-directory.service.js';
import { OPPORTUNITY_SORTS } from '../opportunities/opportunity-sorts.js';
import { ClientViewFilterDto, OpportunityViewFilterDto } from './dto/view-filter.dto.js';
import { assertShown } from './hidden-names.js';
import { unknownColumns } from './view-columns.js';

/** What a view would store. */
export interface ViewContent {
  filter: Record<string, unknown>;
  sort: string | null;
  columns: string[];
}

const FILTERS = { clients: ClientViewFilterDto, opportunities: OpportunityViewFilterDto } as const;

/** Whether a filter can be read doesn't depend on the day. */
const ANY_DAY = '2026-01-01';

/** A view stores nothing that its list would refuse. */
@Injectable()
export class ViewJudge {
  private readonly input = new InputPipe();

  constructor(private readonly customFields: CustomFieldDirectory) {}

  /**
   * The content as it is stored: values of the list's own types, nothing that was left out.
   * @param tx of a caller inside of a transaction
   * @throws DomainError VALIDATION_FAILED (400), FIELD_HIDDEN (403)
   */
  async judge(
    actor: Principal,
    resource: ViewResource,
    { filter, sort, columns }: ViewContent,
    tx?: Tx,
  ): Promise<ViewContent & { filter: Prisma.InputJsonObject }> {
    const read = await within('/filter', () => this.readFilter(actor, resource, filter, tx));
    await within('', () => this.judgeSort(resource, sort, read));
    const rules = await this.customFields.rules(resource, tx);
    const unknown = unknownColumns(resource, columns, new Set(rules.map(({ key }) => key)));
    if (unknown.length > 0)
      throw DomainError.field('/columns', 'COLUMN_UNKNOWN', `No such column: ${unknown.join(', ')}.`);
    assertShown(actor, resource, '/columns', columns);
    if (sort !== null) assertShown(actor, resource, '/sort', [sort.replace(/^-/, '')]);
    return { filter: read, sort, columns };
  }

  private async readFilter(
    actor: Principal,
    resource: ViewResource,
    given: Record<string, unknown>,
    tx: Tx | undefined,
  ): Promise<Prisma.InputJsonObject> {
    const metatype = FILTERS[resource];
    const filter = (await this.input.transform(given, { type: 'body', metatype })) as ClientViewFilterDto;
    const custom = await this.customFields.conditions(resource, filter.custom, tx);
    if (resource === 'clients') clientCondition(actor, 'client:read', filter, { today: ANY_DAY, custom });
    else actor.scope('opportunity:read');
    return JSON.parse(JSON.stringify(filter)) as Prisma.InputJsonObject;
  }

  private async judgeSort(
    resource: ViewResource,
    sort: string | null,
    { near }: { near?: unknown },
  ): Promise<void> {
    if (sort === null) return Promise.resolve();
    const from = typeof near === 'string' ? near : undefined;
    const sorts: SqlSorts =
      resource === 'clients' ? clientSorts({ sort, near: from }).sorts : OPPORTUNITY_SORTS;
    parseSort(sort, sorts);
  }
}

/** Problems of a part, by their place in the whole body. */
async function within<Read>(place: string, read: () => Promise<Read>): Promise<Read> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof DomainError) || !error.extras.errors) throw error;
    const { kind, code, detail, extras } = error;
    const errors = extras.errors?.map((problem) => ({
      ...problem,
      pointer: `${place}/${problem.pointer.replace(/^\//, '')}`,
    }));
    throw new DomainError(kind, code, detail, { ...extras, errors, cause: error });
  }
}

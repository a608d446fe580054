import { hiddenNames } from '../../../platform/access/index.js';
import { type JournalService } from '../../../platform/journal/index.js';
import type { Client } from '../../../platform/prisma/generated/client.js';
import type { PrismaService, Tx } from '../../../platform/prisma/prisma.service.js';
import type { Clock } from '../../../platform/time/clock.js';
import type { CustomFieldDirectory } from '../../custom-fields/custom-field-directory.service.js';
import type { CustomFieldRule, CustomValues } from '../../custom-fields/domain/custom-field.js';
import type { Draft } from '../italian/draft.js';
import { keepZeros } from '../italian/kept-zeros.js';
import { mendClient } from '../italian/mend-client.js';
import type { ImportNotice } from '../import-failure.js';
import { mapBreathing } from '../rows/map-breathing.js';
import type { ParsedRow } from '../rows/parse-row.js';
import type { RowProblem } from '../rows/row-problem.js';
import { clientChanges, type ClientUpdate } from './client-changes.js';
import { keyFields } from './client-key.js';
import { checkClient, type FieldTrouble, ruleClient } from './client-row.js';
import {
  createClients,
  createdClientRecords,
  findMergedKeys,
  findUniqueClients,
  KEYS,
  type KnownClient,
  uniqueValue,
  updateClients,
} from './client-import.queries.js';
import type {
  BatchPlan,
  CheckedRow,
  ImportRun,
  RejectedRow,
  StagedData,
  StagedRow,
  TargetSession,
} from './import-target.js';
import { judgeCustom, partCustom } from './custom-columns.js';
import { newClients } from './newcomers.js';
import { type OwnerBook, UNKNOWN_OWNER } from './owner-book.js';
import { taken } from './taken.js';

/** To write to the other one would be to change one client while meaning another; to make it anew, a duplicate. */
const MERGED = 'This client was merged into another one: write the key of that one.';

const UNIQUE = ['externalId', 'vatNumber'] as const;

interface Books {
  owners: OwnerBook;
  customFields: CustomFieldDirectory;
  prisma: PrismaService;
  journal: JournalService;
  clock: Clock;
}

interface Surroundings {
  known: ReadonlyMap<string, KnownClient>;
  /** Keys of clients who were merged into others. */
  merged: ReadonlySet<string>;
  rules: readonly CustomFieldRule[];
}

/** One run over a file of clients. */
export class ClientSession implements TargetSession {
  private readonly hidden: ReadonlySet<string>;

  constructor(
    private readonly run: ImportRun,
    private readonly books: Books,
  ) {
    this.hidden = hiddenNames('client', run.actor);
  }

  knowsOwner(text: string): boolean {
    return 'value' in this.books.owners.find(text);
  }

  newcomers(told: ReadonlySet<string>): ImportNotice[] {
    const owner = this.books.owners.nameOf(this.run.actor.userId);
    return owner === undefined ? [] : newClients({ told, owner });
  }

  async check(rows: readonly ParsedRow[]): Promise<CheckedRow[]> {
    const { key, actor } = this.run;
    const mended = await mapBreathing(rows, ({ values }) => this.mend(values));
    const keyed = rows.map(({ row }, index) => ({
      row,
      data: { fields: keyFields(key, mended[index]?.values ?? {}), defaulted: [] },
    }));
    const known =
      key === null
        ? new Map<string, KnownClient>()
        : await findUniqueClients(this.books.prisma, keyed, actor.scope('client:update'), false);
    const rules = await this.books.customFields.rules('clients');
    return mapBreathing(rows, (row, index) => {
      const match = this.matchOf(keyed[index]?.data.fields ?? {}, known);
      const client = match?.editable ? match.client : undefined;
      const italian = client === undefined || client.country === 'IT' ? mended[index] : undefined;
      const draft = italian ?? this.mend(row.values, client?.country);
      if (client) keepZeros(draft, client, key);
      return this.checkOne(row, draft, client, rules);
    });
  }

  async plan(
    tx: PrismaService | Tx,
    rows: readonly StagedRow[],
    hold: boolean,
  ): Promise<BatchPlan<ClientUpdate>> {
    const known = await findUniqueClients(tx, rows, this.run.actor.scope('client:update'), hold);
    const merged = await findMergedKeys(tx, rows, this.run.key);
    // A field that was archived or made to be required since the dry run is noticed here.
    const { customFields } = this.books;
    const rules = hold ? await customFields.held(tx, 'clients') : await customFields.rules('clients');
    const plan: BatchPlan<ClientUpdate> = { creates: [], updates: [], skips: [], rejects: [] };
    for (const row of rows) this.place(row, { known, merged, rules }, plan);
    return plan;
  }

  async write(tx: Tx, plan: BatchPlan<ClientUpdate>, ids: ReadonlyMap<number, string>): Promise<void> {
    const { importId, actor } = this.run;
    const at = this.books.clock.now();
    const created = [...ids.keys()];
    await createClients(tx, importId, created, actor.userId, at);
    await this.books.journal.recordOf(tx, actor, createdClientRecords(importId, created));
    await updateClients(tx, plan.updates, actor.userId, at);
    const updated = plan.updates.map(({ id, row, after, changes }) => ({
      action: 'client.updated' as const,
      entity: 'client',
      entityId: id,
      clientId: id,
      ownerId: after['ownerId'] as string,
      facts: { ...changes, importId, row },
    }));
    await this.books.journal.recordMany(tx, actor, updated);
  }

  private checkOne(
    { row, values, defaulted, problems }: ParsedRow,
    mended: Draft,
    client: Client | undefined,
    rules: readonly CustomFieldRule[],
  ): CheckedRow {
    const { owner, ...rest } = mended.values;
    const { own, custom } = partCustom(rest);
    const { actor } = this.run;
    const found = owner === undefined ? { value: actor.userId } : this.books.owners.find(owner as string);
    const checked = checkClient(own, client && { client, defaulted });
    const troubles = [
      ...mended.troubles,
      ...('problem' in found ? [{ field: 'owner', problem: found.problem }] : []),
      ...('troubles' in checked ? checked.troubles : []),
      ...judgeCustom(rules, custom, client?.custom as CustomValues | undefined).troubles,
    ];
    const all = [...problems, ...this.tell(troubles, values, problems)];
    if (all.length > 0 || 'troubles' in checked || 'problem' in found) return { row, problems: all };
    const ownerDefaulted = owner === undefined || defaulted.includes('owner');
    const hasCustom = Object.keys(custom).length > 0;
    return {
      row,
      data: {
        fields: { ...checked.fields, ...(hasCustom && { custom }), ownerId: found.value },
        defaulted: [...defaulted, ...(ownerDefaulted ? ['ownerId'] : [])],
        ...(client && { changes: true }),
      },
      ...(mended.remarks.length > 0 && { warnings: this.tell(mended.remarks, values, []) }),
    };
  }

  /** What is read out of other cells is held to the role's rules as well. */
  private mend(values: ParsedRow['values'], home?: string): Draft {
    const draft = mendClient(values, home);
    for (const field of this.hidden) draft.set(field, undefined);
    return draft;
  }

  /** In words of the file; a cell that could not be read has been told of. */
  private tell(
    troubles: readonly FieldTrouble[],
    values: ParsedRow['values'],
    told: readonly RowProblem[],
  ): RowProblem[] {
    return troubles
      .map(({ field, problem }) => this.run.teller.at(field, values[field], problem))
      .filter(({ column }) => !told.some((one) => one.column === column));
  }

  /** Puts one row where it belongs in the plan. */
  private place(row: StagedRow, { known, merged, rules }: Surroundings, plan: BatchPlan<ClientUpdate>): void {
    const { fields, defaulted } = row.data;
    const holder = (field: (typeof UNIQUE)[number]): KnownClient | undefined =>
      known.get(uniqueValue(field, fields[field]));
    const match = this.matchOf(fields, known);
    const rival = UNIQUE.find((field) => holder(field) && holder(field) !== match);
    if (match && !match.editable) {
      plan.rejects.push(
        this.reject(
          row,
          this.run.key ?? '',
          'NOT_YOURS',
          'This client exists already, and it is not yours to change.',
        ),
      );
    } else if (rival) {
      plan.rejects.push(
        this.rejectAll(row, [{ field: rival, problem: taken('client', rival, this.run.key) }]),
      );
    } else if (!(match && defaulted.includes('ownerId')) && !this.books.owners.has(fields['ownerId'])) {
      plan.rejects.push(this.reject(row, 'owner', UNKNOWN_OWNER.problem.code, UNKNOWN_OWNER.problem.message));
    } else if (!match && this.isAmong(merged, fields)) {
      plan.rejects.push(this.reject(row, this.run.key ?? '', 'CLIENT_MERGED', MERGED));
    } else if (!match && this.run.key === 'id' && fields['id'] !== undefined) {
      plan.rejects.push(this.reject(row, 'id', 'ID_UNKNOWN', 'There is no client with this id (any more).'));
    } else if (!match) {
      const troubles = [
        ...(row.data.changes ? ruleClient(fields).troubles : []),
        ...judgeCustom(rules, fields['custom'] as CustomValues | undefined).troubles,
      ];
      if (troubles.length > 0) plan.rejects.push(this.rejectAll(row, troubles));
      else plan.creates.push(row);
    } else {
      const change = clientChanges(row, match.client, rules);
      if (!change) plan.skips.push({ row: row.row, id: match.client.id });
      else if ('troubles' in change) plan.rejects.push(this.rejectAll(row, change.troubles));
      else plan.updates.push(change);
    }
  }

  private matchOf(
    fields: StagedData['fields'],
    known: ReadonlyMap<string, KnownClient>,
  ): KnownClient | undefined {
    const key = KEYS.find((field) => field === this.run.key);
    return key && known.get(uniqueValue(key, fields[key]));
  }

  private isAmong(merged: ReadonlySet<string>, fields: StagedData['fields']): boolean {
    const key = KEYS.find((field) => field === this.run.key);
    return key !== undefined && merged.has(uniqueValue(key, fields[key]));
  }

  private rejectAll({ row, data }: StagedRow, troubles: readonly FieldTrouble[]): RejectedRow {
    return {
      row,
      problems: troubles.map(({ field, problem }) => this.run.teller.at(field, data.fields[field], problem)),
    };
  }

  private reject({ row, data }: StagedRow, field: string, code: string, message: string): RejectedRow {
    return { row, problems: [this.run.teller.at(field, data.fields[field], { code, message })] };
  }
}

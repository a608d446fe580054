import { type JournalService } from '../../../platform/journal/index.js';
import type { Client } from '../../../platform/prisma/generated/client.js';
import type { PrismaService, Tx } from '../../../platform/prisma/prisma.service.js';
import type { Clock } from '../../../platform/time/clock.js';
import type { ParsedRow } from '../rows/parse-row.js';
import { clientChanges, type ClientUpdate } from './client-changes.js';
import { keyFields } from './client-key.js';
import { checkClient, type FieldTrouble, ruleClient } from './client-row.js';
import {
  createClients,
  findUniqueClients,
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
import { type OwnerBook, UNKNOWN_OWNER } from './owner-book.js';

const UNIQUE = ['externalId', 'vatNumber'] as const;

/** One run over a file of clients. */
export class ClientSession implements TargetSession {
  constructor(
    private readonly run: ImportRun,
    private readonly owners: OwnerBook,
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly clock: Clock,
  ) {}

  async check(rows: readonly ParsedRow[]): Promise<CheckedRow[]> {
    const { key, actor } = this.run;
    const keyed = rows.map(({ row, values }) => ({
      row,
      data: { fields: keyFields(key, values), defaulted: [] },
    }));
    const known =
      key === null
        ? new Map<string, KnownClient>()
        : await findUniqueClients(this.prisma, keyed, actor.scope('client:update'), false);
    return rows.map((row, index) => {
      const match = this.matchOf(keyed[index]?.data.fields ?? {}, known);
      return this.checkOne(row, match?.editable ? match.client : undefined);
    });
  }

  async plan(
    tx: PrismaService | Tx,
    rows: readonly StagedRow[],
    hold: boolean,
  ): Promise<BatchPlan<ClientUpdate>> {
    const known = await findUniqueClients(tx, rows, this.run.actor.scope('client:update'), hold);
    const plan: BatchPlan<ClientUpdate> = { creates: [], updates: [], skips: [], rejects: [] };
    for (const row of rows) this.place(row, known, plan);
    return plan;
  }

  async write(tx: Tx, plan: BatchPlan<ClientUpdate>, ids: ReadonlyMap<number, string>): Promise<void> {
    const { importId, actor } = this.run;
    const at = this.clock.now();
    await createClients(tx, importId, [...ids.keys()], actor.userId, at);
    await updateClients(tx, plan.updates, actor.userId, at);
    const created = plan.creates.map(({ row, data }) => {
      const id = ids.get(row) ?? '';
      const { name, lifecycle = 'LEAD', ownerId } = data.fields;
      return {
        action: 'client.imported' as const,
        entity: 'client',
        entityId: id,
        clientId: id,
        ownerId: ownerId as string,
        facts: { importId, row, name, lifecycle },
      };
    });
    const updated = plan.updates.map(({ id, row, after, changes }) => ({
      action: 'client.updated' as const,
      entity: 'client',
      entityId: id,
      clientId: id,
      ownerId: after['ownerId'] as string,
      facts: { ...changes, importId, row },
    }));
    await this.journal.recordMany(tx, actor, [...created, ...updated]);
  }

  private checkOne({ row, values, defaulted, problems }: ParsedRow, client: Client | undefined): CheckedRow {
    const { owner, ...rest } = values;
    const { teller, actor } = this.run;
    const found = owner === undefined ? { value: actor.userId } : this.owners.find(owner as string);
    const checked = checkClient(rest, client && { client, defaulted });
    const told = new Set(problems.map(({ column }) => column));
    const all = [
      ...problems,
      ...('problem' in found ? [teller.at('owner', owner, found.problem)] : []),
      ...('troubles' in checked
        ? checked.troubles
            .map(({ field, problem }) => teller.at(field, values[field], problem))
            .filter(({ column }) => !told.has(column))
        : []),
    ];
    if (all.length > 0 || 'troubles' in checked || 'problem' in found) return { row, problems: all };
    const ownerDefaulted = owner === undefined || defaulted.includes('owner');
    return {
      row,
      data: {
        fields: { ...checked.fields, ownerId: found.value },
        defaulted: [...defaulted, ...(ownerDefaulted ? ['ownerId'] : [])],
        ...(client && { changes: true }),
      },
    };
  }

  /** Puts one row where it belongs in the plan. */
  private place(
    row: StagedRow,
    known: ReadonlyMap<string, KnownClient>,
    plan: BatchPlan<ClientUpdate>,
  ): void {
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
        this.reject(
          row,
          rival,
          rival === 'vatNumber' ? 'VAT_NUMBER_TAKEN' : 'EXTERNAL_ID_TAKEN',
          `Another client has this ${rival} already.`,
        ),
      );
    } else if (!(match && defaulted.includes('ownerId')) && !this.owners.has(fields['ownerId'])) {
      plan.rejects.push(this.reject(row, 'owner', UNKNOWN_OWNER.problem.code, UNKNOWN_OWNER.problem.message));
    } else if (!match) {
      const troubles = row.data.changes ? ruleClient(fields).troubles : [];
      if (troubles.length > 0) plan.rejects.push(this.rejectAll(row, troubles));
      else plan.creates.push(row);
    } else {
      const change = clientChanges(row, match.client);
      if (!change) plan.skips.push({ row: row.row, id: match.client.id });
      else if ('troubles' in change) plan.rejects.push(this.rejectAll(row, change.troubles));
      else plan.updates.push(change);
    }
  }

  private matchOf(
    fields: StagedData['fields'],
    known: ReadonlyMap<string, KnownClient>,
  ): KnownClient | undefined {
    const key = UNIQUE.find((field) => field === this.run.key);
    return key && known.get(uniqueValue(key, fields[key]));
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

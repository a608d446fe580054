import type { JournalRecord, JournalService } from '../../../platform/journal/index.js';
import type { PrismaService, Tx } from '../../../platform/prisma/prisma.service.js';
import type { Clock } from '../../../platform/time/clock.js';
import type { Circumstances, ClosingReason } from '../../opportunities/domain/deal.js';
import { opportunityFacts } from '../../opportunities/opportunity-facts.js';
import { mapBreathing } from '../rows/map-breathing.js';
import type { ParsedRow } from '../rows/parse-row.js';
import { ClientBook } from './client-book.js';
import type { CustomFieldDirectory } from '../../custom-fields/custom-field-directory.service.js';
import type { CustomFieldRule, CustomValues } from '../../custom-fields/domain/custom-field.js';
import type { FieldTrouble } from './client-row.js';
import { judgeCustom } from './custom-columns.js';
import type {
  BatchPlan,
  CheckedRow,
  ImportRun,
  RejectedRow,
  StagedRow,
  TargetSession,
} from './import-target.js';
import { opportunityChanges, type OpportunityUpdate } from './opportunity-changes.js';
import {
  createOpportunities,
  findLivingClients,
  findOpportunities,
  type KnownOpportunity,
  makeCustomers,
  updateOpportunities,
} from './opportunity-import.queries.js';
import { AMOUNT_OF_LINES } from '../../lines/amount-of-lines.js';
import { withLines } from '../../lines/lines.queries.js';
import { checkOpportunity, tooLongTexts } from './opportunity-row.js';
import { type OwnerBook, UNKNOWN_OWNER } from './owner-book.js';
import { importedFacts } from './imported-facts.js';
import type { StageBook } from './stage-book.js';

interface Books {
  owners: OwnerBook;
  stages: StageBook;
  reasons: readonly ClosingReason[];
  customFields: CustomFieldDirectory;
  prisma: PrismaService;
  journal: JournalService;
  clock: Clock;
}

interface Surroundings {
  known: ReadonlyMap<string, KnownOpportunity>;
  clients: ReadonlySet<string>;
  /** Deals whose amount is the sum of their lines. */
  lined: ReadonlySet<string>;
  rules: readonly CustomFieldRule[];
}

const CUSTOM = 'custom.';

/** One run over a file of opportunities. */
export class OpportunitySession implements TargetSession {
  constructor(
    private readonly run: ImportRun,
    private readonly books: Books,
  ) {}

  knowsOwner(text: string): boolean {
    return 'value' in this.books.owners.find(text);
  }

  async check(rows: readonly ParsedRow[]): Promise<CheckedRow[]> {
    const names = rows.map(({ values }) => values['client']).filter((name) => typeof name === 'string');
    const clients = await ClientBook.of(this.books.prisma, this.run.actor.scope('client:read'), names);
    return mapBreathing(rows, (row) => this.checkOne(row, clients));
  }

  async plan(
    tx: PrismaService | Tx,
    rows: readonly StagedRow[],
    hold: boolean,
  ): Promise<BatchPlan<OpportunityUpdate>> {
    const { actor } = this.run;
    const known = await findOpportunities(tx, rows, actor.scope('opportunity:update'), hold);
    const clients = await findLivingClients(tx, rows, actor.scope('client:read'), hold);
    // A field that was archived or made to be required since the dry run is noticed here.
    const { customFields } = this.books;
    const rules = hold
      ? await customFields.held(tx, 'opportunities')
      : await customFields.rules('opportunities');
    const lined = await withLines(
      tx,
      [...known.values()].map(({ deal }) => deal.id),
    );
    const plan: BatchPlan<OpportunityUpdate> = { creates: [], updates: [], skips: [], rejects: [] };
    for (const row of rows) this.place(row, { known, clients, lined, rules }, plan);
    return plan;
  }

  async write(tx: Tx, plan: BatchPlan<OpportunityUpdate>, ids: ReadonlyMap<number, string>): Promise<void> {
    const { importId, actor } = this.run;
    const at = this.books.clock.now();
    await createOpportunities(tx, importId, [...ids.keys()], actor.userId, at);
    await updateOpportunities(tx, plan.updates, actor.userId, at);
    const created = plan.creates.map(({ row, data }): JournalRecord => {
      const after = importedFacts(data);
      const { clientId, ownerId } = after;
      return {
        action: 'opportunity.imported',
        entity: 'opportunity',
        entityId: ids.get(row) ?? '',
        clientId,
        ownerId,
        facts: { before: null, after, importId, row },
      };
    });
    const updated = plan.updates.map(({ id, row, before, after, changes, moves }): JournalRecord => {
      const { clientId, ownerId } = after;
      const action = moves ? 'opportunity.moved' : 'opportunity.updated';
      return {
        action,
        entity: 'opportunity',
        entityId: id,
        clientId,
        ownerId,
        facts: { ...opportunityFacts(before, after, changes), importId, row },
      };
    });
    const greeted = await this.greetCustomers(tx, plan, at);
    await this.books.journal.recordMany(tx, actor, [...created, ...updated, ...greeted]);
  }

  private async greetCustomers(
    tx: Tx,
    plan: BatchPlan<OpportunityUpdate>,
    at: Date,
  ): Promise<JournalRecord[]> {
    const won = [
      ...plan.creates
        .map(({ data }) => data.fields)
        .filter(({ status }) => status === 'WON')
        .map(({ clientId }) => clientId as string),
      ...plan.updates
        .filter(
          ({ before, after, moves }) =>
            after.status === 'WON' && (moves || after.clientId !== before.clientId),
        )
        .map(({ after }) => after.clientId ?? ''),
    ];
    const customers =
      won.length === 0 ? [] : await makeCustomers(tx, [...new Set(won)], this.run.actor.userId, at);
    return customers.map(({ id, ownerId, lifecycle }) => ({
      action: 'client.lifecycle-changed',
      entity: 'client',
      entityId: id,
      clientId: id,
      ownerId,
      facts: { from: lifecycle, to: 'CUSTOMER', importId: this.run.importId },
    }));
  }

  private checkOne(row: ParsedRow, clients: ClientBook): CheckedRow {
    const { values, problems } = row;
    const { teller, actor } = this.run;
    const text = (field: string): string | undefined => values[field] as string | undefined;
    const owner =
      text('owner') === undefined ? { value: actor.userId } : this.books.owners.find(text('owner') ?? '');
    const client = text('client') === undefined ? { value: null } : clients.find(text('client') ?? '');
    const pipeline = this.books.stages.pipeline(text('pipeline'));
    const place = 'value' in pipeline ? this.books.stages.place(pipeline.value, text('stage')) : pipeline;
    const named = { owner, client, ['value' in pipeline ? 'stage' : 'pipeline']: place };
    const all = [
      ...problems,
      ...Object.entries(named).flatMap(([field, found]) =>
        'problem' in found ? [teller.at(field, values[field], found.problem)] : [],
      ),
      ...tooLongTexts(values).map(({ field, problem }) => teller.at(field, values[field], problem)),
    ];
    if (all.length > 0 || 'problem' in owner || 'problem' in client || 'problem' in place)
      return { row: row.row, problems: all };
    const deal = checkOpportunity(
      row,
      { ownerId: owner.value, clientId: client.value, place: place.value },
      this.circumstances(),
    );
    return 'problem' in deal
      ? { row: row.row, problems: [teller.at(deal.field, values[deal.field], deal.problem)] }
      : { row: row.row, data: deal };
  }

  /** Puts one row where it belongs in the plan. */
  private place(
    row: StagedRow,
    { known, clients, lined, rules }: Surroundings,
    plan: BatchPlan<OpportunityUpdate>,
  ): void {
    const { fields, defaulted } = row.data;
    const { externalId, ownerId, clientId, stageId } = fields;
    const holder = typeof externalId === 'string' ? known.get(externalId) : undefined;
    const match = this.run.key === 'externalId' ? holder : undefined;
    const reject = (field: string, value: unknown, code: string, message: string): void =>
      void plan.rejects.push(this.reject(row, field, value, code, message));
    if (match && !match.editable)
      return reject(
        'externalId',
        externalId,
        'NOT_YOURS',
        'This opportunity exists already, and it is not yours to change.',
      );
    if (holder && !match)
      return reject(
        'externalId',
        externalId,
        'EXTERNAL_ID_TAKEN',
        'Another opportunity has this externalId already.',
      );
    if (!(match && defaulted.includes('ownerId')) && !this.books.owners.has(ownerId)) {
      return reject('owner', ownerId, UNKNOWN_OWNER.problem.code, UNKNOWN_OWNER.problem.message);
    }
    if (typeof clientId === 'string' && !clients.has(clientId))
      return reject(
        'client',
        clientId,
        'CLIENT_UNKNOWN',
        'There is no such client, or it is not yours to see.',
      );
    const stage = this.books.stages.byId(stageId);
    if (!stage)
      return reject(
        'stage',
        stageId,
        'STAGE_RETIRED',
        'The stage is retired: no opportunity enters it any more.',
      );
    if (!match) {
      const { troubles } = judgeCustom(rules, fields['custom'] as CustomValues | undefined);
      return void (troubles.length > 0
        ? plan.rejects.push(this.rejectAll(row, troubles))
        : plan.creates.push(row));
    }

    const change = opportunityChanges(row.row, row.data, match.deal, { stage, rules }, this.circumstances());
    if (change === null) plan.skips.push({ row: row.row, id: match.deal.id });
    else if ('troubles' in change) plan.rejects.push(this.rejectAll(row, change.troubles));
    else if ('refusal' in change)
      reject(change.refusal.pointer?.slice(1) ?? 'stage', null, change.refusal.code, change.refusal.detail);
    else if ('amount' in change.changes && lined.has(change.id))
      reject('amount', fields['amount'], AMOUNT_OF_LINES.code, AMOUNT_OF_LINES.detail);
    else plan.updates.push(change);
  }

  private circumstances(): Circumstances {
    return { now: this.books.clock.now(), reasons: this.books.reasons };
  }

  private rejectAll({ row, data }: StagedRow, troubles: readonly FieldTrouble[]): RejectedRow {
    const custom = (data.fields['custom'] ?? {}) as CustomValues;
    const at = ({ field, problem }: FieldTrouble) =>
      this.run.teller.at(field, custom[field.slice(CUSTOM.length)], problem);
    return { row, problems: troubles.map(at) };
  }

  private reject(
    { row }: StagedRow,
    field: string,
    value: unknown,
    code: string,
    message: string,
  ): RejectedRow {
    return { row, problems: [this.run.teller.at(field, value, { code, message })] };
  }
}

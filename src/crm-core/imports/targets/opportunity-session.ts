import type { JournalService } from '../../../platform/journal/index.js';
import type { PrismaService, Tx } from '../../../platform/prisma/prisma.service.js';
import type { Clock } from '../../../platform/time/clock.js';
import type { CustomFieldDirectory } from '../../custom-fields/custom-field-directory.service.js';
import { readReasons } from '../../closing-reasons/closing-reason.queries.js';
import { withLines } from '../../lines/lines.queries.js';
import { Draft } from '../italian/draft.js';
import { keepZeros } from '../italian/kept-zeros.js';
import type { ImportNotice } from '../import-failure.js';
import { mapBreathing } from '../rows/map-breathing.js';
import type { ParsedRow } from '../rows/parse-row.js';
import type { RowProblem } from '../rows/row-problem.js';
import { ClientBook } from './client-book.js';
import { findLivingClients } from './client-book.queries.js';
import type { FieldTrouble } from './client-row.js';
import type {
  BatchPlan,
  CheckedRow,
  ImportRun,
  StagedData,
  StagedRow,
  TargetSession,
} from './import-target.js';
import type { OpportunityUpdate } from './opportunity-changes.js';
import {
  createOpportunities,
  findOpportunities,
  sharePipelines,
  updateOpportunities,
} from './opportunity-import.queries.js';
import { newDeals } from './newcomers.js';
import { createdRecords, greetCustomers, updatedRecords } from './opportunity-records.js';
import { matchOf } from './opportunity-key.js';
import { OpportunityPlanner } from './opportunity-planner.js';
import { type Names, readOpportunity } from './opportunity-row.js';
import type { OwnerBook } from './owner-book.js';
import { StageBook } from './stage-book.js';

interface Books {
  owners: OwnerBook;
  customFields: CustomFieldDirectory;
  prisma: PrismaService;
  journal: JournalService;
  clock: Clock;
}

/** One run over a file of opportunities. */
export class OpportunitySession implements TargetSession {
  constructor(
    private readonly run: ImportRun,
    private readonly books: Books,
  ) {}

  knowsOwner(text: string): boolean {
    return 'value' in this.books.owners.find(text);
  }

  newcomers(told: ReadonlySet<string>): ImportNotice[] {
    const owner = this.books.owners.nameOf(this.run.actor.userId);
    return owner === undefined ? [] : newDeals({ told, owner });
  }

  async check(rows: readonly ParsedRow[]): Promise<CheckedRow[]> {
    const { prisma, owners } = this.books;
    const { actor, key } = this.run;
    const texts = rows.map(({ values }) => values['client']).filter((name) => typeof name === 'string');
    const clients = await ClientBook.of(prisma, actor.scope('client:read'), texts);
    const names: Names = { owners, clients, stages: await StageBook.of(prisma) };
    const keyed = rows.map(({ row, values }) => ({ row, data: keyOf(key, values) }));
    const known = await findOpportunities(prisma, keyed, actor.scope('opportunity:update'), false);
    return mapBreathing(rows, (row, index) => {
      const match = matchOf(key, keyed[index]?.data.fields ?? {}, known);
      return this.checkOne(row, names, match?.editable ? match.deal : undefined);
    });
  }

  private checkOne(row: ParsedRow, names: Names, match: Parameters<typeof readOpportunity>[3]): CheckedRow {
    const { values, defaulted, problems } = row;
    const draft = new Draft({ ...values });
    if (match) keepZeros(draft, match, this.run.key);
    const read = readOpportunity({ values: draft.values, defaulted }, names, this.run.actor, match);
    const told = (each: readonly FieldTrouble[]): RowProblem[] =>
      each.map(({ field, problem }) => this.run.teller.at(field, values[field], problem));
    const troubles = 'troubles' in read ? read.troubles : [];
    const all = [...problems, ...told(troubles)];
    if (all.length > 0 || 'troubles' in read) return { row: row.row, problems: all };
    const { remarks } = draft;
    return { row: row.row, data: read.data, ...(remarks.length > 0 && { warnings: told(remarks) }) };
  }

  async plan(
    tx: PrismaService | Tx,
    rows: readonly StagedRow[],
    hold: boolean,
  ): Promise<BatchPlan<OpportunityUpdate>> {
    const { actor } = this.run;
    const { customFields, owners, clock } = this.books;
    // Before the deals, in the order in which those who change stages take their locks.
    if (hold) await sharePipelines(tx, rows);
    const known = await findOpportunities(tx, rows, actor.scope('opportunity:update'), hold);
    const named = rows.map(({ data }) => data.fields['clientId']).filter((id) => typeof id === 'string');
    const clients = await findLivingClients(tx, [...new Set(named)], actor.scope('client:read'), hold);
    // Stages and reasons that were retired and fields that were archived since the dry run are noticed here.
    const stages = await StageBook.of(tx);
    const rules = hold
      ? await customFields.held(tx, 'opportunities')
      : await customFields.rules('opportunities');
    const deals = [...known.values()].map(({ deal }) => deal.id);
    const lined = await withLines(tx, deals);
    const circumstances = { now: clock.now(), reasons: await readReasons(tx) };
    const around = { known, clients, owners, stages, rules, lined, circumstances };
    const planner = new OpportunityPlanner(this.run, around);
    for (const row of rows) planner.place(row);
    return planner.plan;
  }

  async write(tx: Tx, plan: BatchPlan<OpportunityUpdate>, ids: ReadonlyMap<number, string>): Promise<void> {
    const { importId, actor } = this.run;
    const at = this.books.clock.now();
    await createOpportunities(tx, plan.creates, ids, actor.userId, at);
    await updateOpportunities(tx, plan.updates, actor.userId, at);
    const greeted = await greetCustomers(tx, plan, actor.userId, importId, at);
    await this.books.journal.recordMany(tx, actor, [
      ...createdRecords(plan.creates, ids, importId),
      ...updatedRecords(plan.updates, importId),
      ...greeted,
    ]);
  }
}

/** What finds a deal, before the names of the row are resolved. */
function keyOf(key: string | null, values: ParsedRow['values']): StagedData {
  const value = key === null ? undefined : values[key];
  return { fields: typeof value === 'string' && key !== null ? { [key]: value } : {}, defaulted: [] };
}

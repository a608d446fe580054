import type { CustomFieldRule, CustomValues } from '../../custom-fields/domain/custom-field.js';
import type { Circumstances, Refusal } from '../../opportunities/domain/deal.js';
import type { CellProblem } from '../cells/cell-problem.js';
import { AMOUNT_OF_LINES } from '../../lines/amount-of-lines.js';
import { UNKNOWN_CLIENT } from './client-book.js';
import type { FieldTrouble } from './client-row.js';
import { judgeCustom } from './custom-columns.js';
import type { BatchPlan, ImportRun, StagedRow } from './import-target.js';
import { newDeal } from './new-deal.js';
import { opportunityChanges, type OpportunityUpdate } from './opportunity-changes.js';
import { type KnownOpportunities, matchOf } from './opportunity-key.js';
import { columnOf } from './opportunity-row.js';
import { type OwnerBook, UNKNOWN_OWNER } from './owner-book.js';
import type { StageBook } from './stage-book.js';
import { taken } from './taken.js';

/** The database as a batch finds it. */
export interface Surroundings {
  known: KnownOpportunities;
  /** Client that a row named → the living one that it is by now. */
  clients: ReadonlyMap<string, string>;
  owners: OwnerBook;
  stages: StageBook;
  rules: readonly CustomFieldRule[];
  /** Deals whose amount is the sum of their lines. */
  lined: ReadonlySet<string>;
  circumstances: Circumstances;
}

const CUSTOM = 'custom.';

/** Puts the rows of a batch where they belong, by the rules that hold at this moment. */
export class OpportunityPlanner {
  readonly plan: BatchPlan<OpportunityUpdate> = { creates: [], updates: [], skips: [], rejects: [] };
  private readonly living: ReadonlySet<string>;

  constructor(
    private readonly run: ImportRun,
    private readonly around: Surroundings,
  ) {
    this.living = new Set(around.clients.values());
  }

  place(staged: StagedRow): void {
    const { known, stages, rules, lined, circumstances } = this.around;
    const row = this.withLivingClient(staged);
    const match = matchOf(this.run.key, row.data.fields, known);
    const problem = this.stranger(row, match !== undefined);
    if (problem) return this.reject(row, [problem]);
    if (!match) return this.create(row);
    const change = opportunityChanges(row, match.deal, { stages, rules }, circumstances);
    if (change === null) this.plan.skips.push({ row: row.row, id: match.deal.id });
    else if ('troubles' in change) this.reject(row, change.troubles);
    else if ('refusal' in change) this.refuse(row, change.refusal);
    else if ('amount' in change.changes && lined.has(change.id))
      this.refuse(row, { ...AMOUNT_OF_LINES, pointer: '/amount' });
    else this.plan.updates.push(change);
  }

  private create({ row, data }: StagedRow): void {
    const { stages, rules, circumstances } = this.around;
    const { troubles } = judgeCustom(rules, data.fields['custom'] as CustomValues | undefined);
    if (troubles.length > 0) return this.reject({ row, data }, troubles);
    const made = newDeal(data, stages, circumstances);
    if ('refusal' in made) this.refuse({ row, data }, made.refusal);
    else this.plan.creates.push({ row, data: made.deal });
  }

  /** What keeps a row from being written, whatever it says of the deal. */
  private stranger({ data: { fields, defaulted } }: StagedRow, matched: boolean): FieldTrouble | undefined {
    const { known, owners } = this.around;
    const { key } = this.run;
    const match = matchOf(key, fields, known);
    if (match && !match.editable) return { field: key ?? '', problem: NOT_YOURS };
    const holder = matchOf('externalId', fields, known);
    if (holder && holder.deal.id !== match?.deal.id)
      return { field: 'externalId', problem: taken('opportunity', 'externalId', key) };
    if (!matched && key === 'id' && typeof fields['id'] === 'string')
      return { field: 'id', problem: ID_UNKNOWN };
    if (!(matched && defaulted.includes('ownerId')) && !owners.has(fields['ownerId']))
      return { field: 'owner', problem: UNKNOWN_OWNER.problem };
    const { clientId } = fields;
    return typeof clientId === 'string' && !this.living.has(clientId)
      ? { field: 'client', problem: UNKNOWN_CLIENT.problem }
      : undefined;
  }

  /** Its client may have been merged into another one since the row was read. */
  private withLivingClient({ row, data }: StagedRow): StagedRow {
    const { clientId } = data.fields;
    const living = typeof clientId === 'string' ? this.around.clients.get(clientId) : undefined;
    return living === undefined
      ? { row, data }
      : { row, data: { ...data, fields: { ...data.fields, clientId: living } } };
  }

  /** The state is to blame where the rule names no field: the client that is missing, or the stage. */
  private refuse(row: StagedRow, { code, detail, pointer }: Refusal): void {
    const field = pointer?.slice(1) ?? (code === 'CLIENT_NEEDED' ? 'client' : 'stage');
    this.reject(row, [{ field, problem: { code, message: detail } }]);
  }

  private reject({ row, data: { fields } }: StagedRow, troubles: readonly FieldTrouble[]): void {
    const custom = (fields['custom'] ?? {}) as CustomValues;
    const value = (field: string): unknown =>
      field.startsWith(CUSTOM) ? custom[field.slice(CUSTOM.length)] : fields[field];
    const problems = troubles.map(({ field, problem }) =>
      this.run.teller.at(columnOf(field), value(field), problem),
    );
    this.plan.rejects.push({ row, problems });
  }
}

const NOT_YOURS: CellProblem = {
  code: 'NOT_YOURS',
  message: 'This opportunity exists already, and it is not yours to change.',
};
const ID_UNKNOWN: CellProblem = {
  code: 'ID_UNKNOWN',
  message: 'There is no opportunity with this id (any more).',
  it: 'Non c’è (più) una trattativa con questo identificativo.',
};

import type { Principal } from '../../../platform/access/index.js';
import type { Prisma } from '../../../platform/prisma/generated/client.js';
import type { PrismaService, Tx } from '../../../platform/prisma/prisma.service.js';
import type { ImportNotice } from '../import-failure.js';
import type { TakeBack } from '../revert/take-back.js';
import type { FieldTable } from '../rows/import-field.js';
import type { ParsedRow } from '../rows/parse-row.js';
import type { ProblemTeller, RowProblem } from '../rows/row-problem.js';

/** A valid row as it waits in `import_rows.data`: names are resolved, values are in the form in which they are stored. */
export interface StagedData {
  fields: Record<string, Prisma.InputJsonValue | null>;
  /** Fields that nobody gave for this row: they fill a new row, but change nothing on an existing one. */
  defaulted: string[];
  /** It was held against a record that was there: should that be gone, what holds for a new one is asked again. */
  changes?: true;
}

export interface StagedRow<Data extends StagedData = StagedData> {
  row: number;
  data: Data;
}

export interface RejectedRow {
  row: number;
  problems: RowProblem[];
}

/** What a commit would make of a row. */
export type Foreseen = 'CREATED' | 'UPDATED' | 'SKIPPED';

export type CheckedRow<Data extends StagedData = StagedData> =
  (StagedRow<Data> & { warnings?: RowProblem[] }) | RejectedRow;

/** A change to a record that is there. */
export interface PlannedUpdate {
  row: number;
  id: string;
  /** What it takes to undo it. */
  undo: Prisma.InputJsonObject;
  /** The record's version afterwards. */
  version: number;
}

/** What would become of a batch of rows in the present state of the database. */
export interface BatchPlan<Update extends PlannedUpdate = PlannedUpdate> {
  creates: StagedRow[];
  updates: Update[];
  /** Rows that say what is there already. */
  skips: { row: number; id: string }[];
  rejects: RejectedRow[];
}

/** What a run knows from its beginning to its end. */
export interface ImportRun {
  importId: string;
  /** The importer, with the rights of now. */
  actor: Principal;
  /** The field that decides between creating and updating; null: every row is new. */
  key: string | null;
  teller: ProblemTeller;
}

/** How rows of one kind are checked, compared and written. */
export interface ImportTarget {
  /** What the journal calls a row of this kind; the field rules know it by this name. */
  readonly entity: string;
  /** Those that an admin added among them. */
  fields(): Promise<FieldTable>;
  /** Fields that may be the key; each is unique in the database. */
  readonly keys: readonly string[];
  /** Unique fields: no two rows of a file may share a value. */
  readonly unique: readonly string[];
  open(run: ImportRun): Promise<TargetSession>;
  /** How what an import wrote is undone, in the name of this actor. */
  takeBack(importId: string, actor: Principal): TakeBack;
}

export interface TargetSession {
  /** Whether a cell names somebody to whom the importer may give rows. */
  knowsOwner(text: string): boolean;
  /**
   * What new rows become where nothing says otherwise.
   * @param told the fields that columns or defaults bring
   */
  newcomers(told: ReadonlySet<string>): ImportNotice[];
  /** Which rows of a batch could be written, by the rules of the API. Writes nothing, and lets others breathe. */
  check(rows: readonly ParsedRow[]): Promise<CheckedRow[]>;
  /** @param hold the rows that are found are locked until the transaction ends */
  plan(tx: PrismaService | Tx, rows: readonly StagedRow[], hold: boolean): Promise<BatchPlan>;
  /**
   * Writes a plan that was made in the same transaction, journal included, with set-based SQL.
   * @param ids of the rows to create, by their number in the file
   */
  write(tx: Tx, plan: BatchPlan, ids: ReadonlyMap<number, string>): Promise<void>;
}

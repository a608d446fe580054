import type { Principal } from '../../../platform/access/index.js';
import type { Opportunity, Prisma } from '../../../platform/prisma/generated/client.js';
import type { CellProblem, CellResult } from '../cells/cell-problem.js';
import type { ParsedRow } from '../rows/parse-row.js';
import type { ClientBook } from './client-book.js';
import { type FieldTrouble, omit } from './client-row.js';
import { partCustom } from './custom-columns.js';
import type { StagedData } from './import-target.js';
import type { OwnerBook } from './owner-book.js';
import type { StageBook } from './stage-book.js';

const LENGTHS: Readonly<Record<string, number>> = {
  title: 200,
  externalId: 100,
  source: 100,
  lostNote: 2000,
  competitor: 200,
  wonNote: 2000,
};

/** By what the names of a row are known. */
export interface Names {
  owners: OwnerBook;
  clients: ClientBook;
  stages: StageBook;
}

/**
 * A row with its names resolved; which rules hold depends on the deal that it finds, and is asked when it is placed.
 * @param match the deal that the row is of, as far as its key says
 */
export function readOpportunity(
  { values, defaulted }: Pick<ParsedRow, 'values' | 'defaulted'>,
  { owners, clients, stages }: Names,
  actor: Principal,
  match: Opportunity | undefined,
): { data: StagedData } | { troubles: FieldTrouble[] } {
  const text = (field: string): string | undefined => values[field] as string | undefined;
  const found = <Value>(field: string, find: (text: string) => CellResult<Value>, none: Value) => {
    const name = text(field);
    return name === undefined ? { value: none } : find(name);
  };
  const owner = found<string>('owner', (name) => owners.find(name), actor.userId);
  const client = found<string | null>('client', (name) => clients.find(name), null);
  const pipeline = stages.pipeline(text('pipeline'), match?.pipelineId);
  const stage = 'value' in pipeline ? stages.stage(pipeline.value, text('stage'), match?.stageId) : undefined;
  const troubles = [
    ...troubleAt('owner', owner),
    ...troubleAt('client', client),
    ...troubleAt('pipeline', pipeline),
    ...(stage ? troubleAt('stage', stage) : []),
    ...tooLongTexts(values),
  ];
  if ('problem' in owner || 'problem' in client || !stage || 'problem' in stage || troubles.length > 0)
    return { troubles };
  const { own, custom } = partCustom(values);
  const { probability } = own;
  const fields = {
    ...omit(own, ['owner', 'client', 'pipeline', 'stage', 'probability']),
    ...(probability !== undefined && { statedProbability: probability }),
    ...(Object.keys(custom).length > 0 && { custom }),
    ...{ ownerId: owner.value, clientId: client.value },
    ...{ pipelineId: stage.value.pipelineId, stageId: stage.value.id },
  };
  return {
    data: {
      fields: fields as Record<string, Prisma.InputJsonValue | null>,
      defaulted: untold(values, defaulted),
    },
  };
}

function troubleAt(field: string, found: { problem: CellProblem } | object): FieldTrouble[] {
  return 'problem' in found ? [{ field, problem: found.problem }] : [];
}

/** Names of columns that a file may have → fields of a staged row. */
const FIELD_OF: Readonly<Record<string, string>> = {
  owner: 'ownerId',
  client: 'clientId',
  probability: 'statedProbability',
};

/** The fields of the staged row that the row itself does not speak of: they fill a new deal and change none. */
function untold(values: ParsedRow['values'], defaulted: readonly string[]): string[] {
  const silent = (field: string): boolean => values[field] === undefined || defaulted.includes(field);
  return [...Object.keys(FIELD_OF).filter(silent), ...(silent('stage') ? ['stageId'] : []), ...defaulted].map(
    (field) => FIELD_OF[field] ?? field,
  );
}

/** The texts that are longer than their columns. */
function tooLongTexts(values: ParsedRow['values']): FieldTrouble[] {
  return Object.entries(LENGTHS)
    .filter(([field, most]) => typeof values[field] === 'string' && values[field].length > most)
    .map(([field, most]) => ({
      field,
      problem: {
        code: 'MAX_LENGTH',
        message: `${field} has at most ${most} characters`,
        it: `Il testo ha al massimo ${most} caratteri.`,
      },
    }));
}

/** The field of a file that a field of a staged row, or of the rules, came from. */
export function columnOf(field: string): string {
  const [name] = Object.entries(FIELD_OF).find(([, staged]) => staged === field) ?? [field];
  return name;
}

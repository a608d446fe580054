import { validateSync } from 'class-validator';
import { quickCheckOf } from '../../../platform/http/index.js';
import { DomainError } from '../../../platform/errors/index.js';
import type { Client } from '../../../platform/prisma/generated/client.js';
import { applyClientRules } from '../../clients/client-rules.js';
import { type ClientFieldsDto, withScheme } from '../../clients/dto/client-fields.dto.js';
import { CreateClientDto } from '../../clients/dto/create-client.dto.js';
import { tidyTags } from '../../tags/domain/tag.js';
import type { CellProblem } from '../cells/cell-problem.js';
import type { CellValue } from '../rows/import-field.js';
import type { StagedData } from './import-target.js';

const MAX_EXTERNAL_ID = 100;
const isFit = quickCheckOf(CreateClientDto);

export interface FieldTrouble {
  field: string;
  problem: CellProblem;
}

/**
 * Holds a row against the very rules that `POST /clients` has, or `PATCH` when it matches a client.
 * @param values of `CLIENT_FIELDS` without the owner
 * @param match the client that the row is of, and the fields that the row itself does not speak of
 * @returns the stored form of each given field, or what is wrong
 */
export function checkClient(
  values: Readonly<Record<string, CellValue>>,
  match?: { client: Client; defaulted: readonly string[] },
): { fields: StagedData['fields'] } | { troubles: FieldTrouble[] } {
  const { externalId, ...rest } = values;
  const client = tidyClient(rest);
  const spoken = match ? omit(client, match.defaulted) : client;
  const { fields, troubles: broken } = ruleClient(spoken, match?.client);
  const troubles = [...misfits(client), ...broken];
  if (typeof externalId === 'string' && externalId.length > MAX_EXTERNAL_ID) {
    const message = `externalId has at most ${MAX_EXTERNAL_ID} characters`;
    troubles.push({ field: 'externalId', problem: { code: 'MAX_LENGTH', message } });
  }
  return troubles.length > 0 ? { troubles } : { fields: asFields(client, fields, { externalId }) };
}

/**
 * What class-transformer makes of a request with these values, for a fraction of its time: cells come trimmed, and
 * choices and countries in their own letters, so that only two fields are left to tidy.
 */
export function tidyClient(values: Readonly<Record<string, CellValue>>): CreateClientDto {
  const client = Object.assign(new CreateClientDto(), values);
  if ('website' in values) client.website = withScheme(values['website']) as string;
  if ('tags' in values) client.tags = tidyTags(values['tags']) as string[];
  return client;
}

/** What the class of the request refuses. */
function misfits(client: CreateClientDto): FieldTrouble[] {
  if (isFit(client)) return [];
  return validateSync(client, { stopAtFirstError: true }).map(({ property, constraints }) => {
    const [name, message] = Object.entries(constraints ?? {})[0] ?? ['invalid', `${property} is invalid`];
    return { field: property, problem: { code: constantCase(name), message } };
  });
}

/**
 * What the rules between the fields make of them, or refuse.
 * @param before the client that is changed; undefined: it is new
 */
export function ruleClient(
  fields: ClientFieldsDto,
  before?: Client,
): { fields: object; troubles: FieldTrouble[] } {
  try {
    return { fields: applyClientRules(fields, before), troubles: [] };
  } catch (error) {
    return { fields: {}, troubles: troublesOf(error) };
  }
}

/** The fields but these. */
export function omit(fields: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => !names.includes(field)));
}

/** A refusal of the API in words of fields; anything else is thrown on. */
export function troublesOf(error: unknown): FieldTrouble[] {
  if (!(error instanceof DomainError) || !error.extras.errors) throw error;
  return error.extras.errors.map(({ pointer, code, detail }) => ({
    field: pointer.slice(1),
    problem: { code, message: detail },
  }));
}

function constantCase(constraint: string): string {
  return constraint.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();
}

/** What is there, as JSON holds it; the later word counts. */
function asFields(...parts: readonly object[]): StagedData['fields'] {
  const given: StagedData['fields'] = {};
  for (const part of parts as readonly StagedData['fields'][])
    for (const field of Object.keys(part)) if (part[field] !== undefined) given[field] = part[field];
  return given;
}

import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { IDENTITY_FIELDS, readIdentity } from '../../clients/client-identity.js';
import { CreateClientDto } from '../../clients/dto/create-client.dto.js';
import type { CellProblem } from '../cells/cell-problem.js';
import type { CellValue } from '../rows/import-field.js';
import type { StagedData } from './import-target.js';

const MAX_EXTERNAL_ID = 100;
const ITALY = 'IT';

export interface FieldTrouble {
  field: string;
  problem: CellProblem;
}

/**
 * Holds a row against the very rules that `POST /clients` has.
 * @param values of {@link CLIENT_FIELDS} without the owner
 * @returns the stored form of each given field, or what is wrong
 */
export function checkClient(
  values: Readonly<Record<string, CellValue>>,
): { fields: StagedData['fields'] } | { troubles: FieldTrouble[] } {
  const { externalId, ...rest } = values;
  const client = plainToInstance(CreateClientDto, rest, { exposeUnsetFields: false });
  const troubles = validateSync(client, { stopAtFirstError: true }).map(({ property, constraints }) =>
    trouble(
      property,
      constantCase(Object.keys(constraints ?? {})[0] ?? 'invalid'),
      Object.values(constraints ?? {})[0] ?? `${property} is invalid`,
    ),
  );
  const given = Object.fromEntries(IDENTITY_FIELDS.map((field) => [field, client[field]]));
  const { identity, problems } = readIdentity(given, client.country ?? ITALY);
  for (const { pointer, code, detail } of problems) troubles.push(trouble(pointer.slice(1), code, detail));
  if ((client.latitude === undefined) !== (client.longitude === undefined)) {
    troubles.push(
      trouble(
        client.latitude === undefined ? 'latitude' : 'longitude',
        'COORDINATES_INCOMPLETE',
        'Latitude and longitude come together.',
      ),
    );
  }
  if (typeof externalId === 'string' && externalId.length > MAX_EXTERNAL_ID) {
    troubles.push(
      trouble('externalId', 'MAX_LENGTH', `externalId has at most ${MAX_EXTERNAL_ID} characters`),
    );
  }
  if (troubles.length > 0) return { troubles };
  return {
    fields: JSON.parse(JSON.stringify({ ...client, ...identity, externalId })) as StagedData['fields'],
  };
}

function trouble(field: string, code: string, message: string): FieldTrouble {
  return { field, problem: { code, message } };
}

function constantCase(constraint: string): string {
  return constraint.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();
}

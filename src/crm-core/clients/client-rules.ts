import { DomainError, type FieldProblem } from '../../platform/errors/index.js';
import type { Client } from '../../platform/prisma/generated/client.js';
import { type Identity, IDENTITY_FIELDS, readIdentity } from './client-identity.js';
import type { ClientFieldsDto } from './dto/client-fields.dto.js';

const HOME = 'IT';

/** The client as it stands before an edit; undefined: it is new. */
type Before = Pick<Client, (typeof IDENTITY_FIELDS)[number] | 'country' | 'latitude' | 'longitude'>;

/**
 * The rules between the fields of a client. What is unchanged is not judged again, unless the country changes.
 * @returns the fields in the form in which they are stored
 * @throws DomainError VALIDATION_FAILED (400) with each field that breaks a rule
 */
export function applyClientRules<Fields extends ClientFieldsDto>(fields: Fields, before?: Before): Fields {
  const { stored, problems } = checkClient(fields, before);
  if (problems.length === 0) return stored;
  throw new DomainError('invalid', 'VALIDATION_FAILED', problems.map(({ detail }) => detail).join('; '), {
    errors: problems,
  });
}

/** The same, for those who collect problems instead of stopping at them. */
export function checkClient<Fields extends ClientFieldsDto>(
  fields: Fields,
  before?: Before,
): { stored: Fields; problems: FieldProblem[] } {
  const country = fields.country ?? before?.country ?? HOME;
  const moved = before !== undefined && country !== before.country;
  const { identity, problems } = readIdentity(
    moved ? { ...identityOf(before), ...identityOf(fields) } : identityOf(fields),
    country,
  );
  return { stored: { ...fields, ...identity }, problems: [...problems, ...positionProblems(fields, before)] };
}

function identityOf(fields: Identity): Identity {
  return Object.fromEntries(
    IDENTITY_FIELDS.filter((field) => fields[field] !== undefined).map((field) => [field, fields[field]]),
  );
}

function positionProblems(fields: ClientFieldsDto, before?: Before): FieldProblem[] {
  const { latitude = before?.latitude ?? null, longitude = before?.longitude ?? null } = fields;
  if ((latitude === null) === (longitude === null)) return [];
  const pointer = latitude === null ? '/latitude' : '/longitude';
  return [
    {
      pointer,
      code: 'COORDINATES_INCOMPLETE',
      detail: 'latitude and longitude are given together, or not at all',
    },
  ];
}

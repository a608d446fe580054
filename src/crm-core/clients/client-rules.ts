import { DomainError, type FieldProblem } from '../../platform/errors/index.js';
import type { Client } from '../../platform/prisma/generated/client.js';
import { type Identity, IDENTITY_FIELDS, readIdentity } from './client-identity.js';
import type { ClientFieldsDto } from './dto/client-fields.dto.js';

const HOME = 'IT';

/** The client as it stands before an edit. */
type Before = Pick<Client, (typeof IDENTITY_FIELDS)[number] | 'country' | 'latitude' | 'longitude'>;

/**
 * The rules between the fields of a client. What is unchanged is not judged again, unless the country changes.
 * @param before the client as it stands; undefined: it is new
 * @returns the fields in the form in which they are stored
 * @throws DomainError VALIDATION_FAILED (400) with each field that breaks a rule
 */
export function applyClientRules<Fields extends ClientFieldsDto>(fields: Fields, before?: Before): Fields {
  const country = fields.country ?? before?.country ?? HOME;
  const former = before && country !== before.country ? before : undefined;
  const { identity, problems } = readIdentity(
    { ...(former && abroad(former)), ...identityOf(fields) },
    country,
  );
  const all = [...formerVatNumber(fields, former), ...problems, ...positionProblems(fields, before)];
  if (all.length === 0) return { ...fields, ...identity };
  throw new DomainError('invalid', 'VALIDATION_FAILED', all.map(({ detail }) => detail).join('; '), {
    errors: all,
  });
}

function identityOf(fields: Identity): Identity {
  return Object.fromEntries(
    IDENTITY_FIELDS.filter((field) => fields[field] !== undefined).map((field) => [field, fields[field]]),
  );
}

/** What must be read again when a client moves to another country; its VAT number can't even be that. */
function abroad(former: Before): Identity {
  return { ...identityOf(former), vatNumber: undefined };
}

function formerVatNumber(fields: ClientFieldsDto, former: Before | undefined): FieldProblem[] {
  if (!former?.vatNumber || fields.vatNumber !== undefined) return [];
  const detail = 'vatNumber is of the former country: send the new one, or null';
  return [{ pointer: '/vatNumber', code: 'VAT_NUMBER_INVALID', detail }];
}

function positionProblems(fields: ClientFieldsDto, before?: Before): FieldProblem[] {
  const { latitude = before?.latitude ?? null, longitude = before?.longitude ?? null } = fields;
  if ((latitude === null) === (longitude === null)) return [];
  const pointer = latitude === null ? '/latitude' : '/longitude';
  const detail = 'latitude and longitude are given together, or not at all';
  return [{ pointer, code: 'COORDINATES_INCOMPLETE', detail }];
}

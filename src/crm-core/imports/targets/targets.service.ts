import { Injectable } from '@nestjs/common';
import { hiddenNames, type Principal } from '../../../platform/access/index.js';
import { DomainError, type FieldProblem } from '../../../platform/errors/index.js';
import type { ImportType } from '../../../platform/prisma/generated/client.js';
import type { CreateImportDto } from '../dto/create-import.dto.js';
import { bearer } from './bearer.js';
import { ClientTarget } from './client.target.js';
import type { ImportTarget } from './import-target.js';
import { OpportunityTarget } from './opportunity.target.js';

/** Which kinds of rows can be imported. */
@Injectable()
export class Targets {
  private readonly targets: Readonly<Record<ImportType, ImportTarget>>;

  constructor(clients: ClientTarget, opportunities: OpportunityTarget) {
    this.targets = { clients, opportunities };
  }

  of(type: ImportType): ImportTarget {
    return this.targets[type];
  }

  /** The columns of a file whose cells a reader may not see, though somebody else was allowed to bring them. */
  hiddenColumns(
    { type, mapping }: { type: ImportType; mapping: Readonly<Record<string, string>> },
    reader: Principal,
  ): ReadonlySet<string> {
    const hidden = hiddenNames(this.of(type).entity, reader);
    const columns = Object.entries(mapping).filter(([field]) => hidden.has(bearer(field)));
    return new Set([...hidden, ...columns.map(([, column]) => column)]);
  }

  /**
   * @throws DomainError FIELD_HIDDEN (403) when they name what the actor's role hides, VALIDATION_FAILED when mapping, key or defaults name or say what this kind of rows can't have
   */
  async assertUsable(
    { type, key, mapping = {}, defaults = {} }: CreateImportDto,
    actor: Principal,
  ): Promise<void> {
    const { entity, keys } = this.of(type);
    const fields = await this.of(type).fields();
    assertSeen(entity, actor, [...Object.keys(mapping), ...Object.keys(defaults), key ?? ''].map(bearer));
    const known = Object.keys(fields);
    const unknown = (part: string, names: string[]): FieldProblem[] =>
      names
        .filter((name) => !known.includes(name))
        .map((name) => ({
          pointer: `/${part}/${name}`,
          code: 'UNKNOWN_FIELD',
          detail: `${type} have no field ${name}; they have ${known.join(', ')}`,
        }));
    const unreadable = Object.entries(defaults).flatMap(([field, text]) => {
      const result = fields[field]?.read(text);
      return result && 'problem' in result
        ? [{ pointer: `/defaults/${field}`, code: result.problem.code, detail: result.problem.message }]
        : [];
    });
    const errors = [
      ...unknown('mapping', Object.keys(mapping)),
      ...unknown('defaults', Object.keys(defaults)),
      ...unreadable,
    ];
    if (key !== undefined && !keys.includes(key))
      errors.push({
        pointer: '/key',
        code: 'KEY_UNKNOWN',
        detail: `${type} can be matched by ${keys.join(', ')}`,
      });
    if (errors.length > 0)
      throw new DomainError('invalid', 'VALIDATION_FAILED', errors.map(({ detail }) => detail).join('; '), {
        errors,
      });
  }
}

/** A hidden field can't be brought, nor can rows be found by it. */
function assertSeen(entity: string, actor: Principal, names: readonly string[]): void {
  const hidden = hiddenNames(entity, actor);
  const named = names.filter((name) => hidden.has(name));
  if (named.length === 0) return;
  throw new DomainError('forbidden', 'FIELD_HIDDEN', `Your role does not see ${named.join(', ')}.`);
}

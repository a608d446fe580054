import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors/index.js';
import type { CustomFieldResource } from '../../platform/prisma/generated/enums.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';
import { sharing } from '../../platform/prisma/pool/index.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { shareDefinitions } from './custom-field.queries.js';
import { toCustomFieldRule } from './custom-field.mapper.js';
import { type CustomCondition, readCustomConditions } from './domain/custom-condition.js';
import type { CustomFieldRule, CustomValues } from './domain/custom-field.js';
import { type CustomProblem, readCustomValues } from './domain/custom-values.js';

/** A new definition is known within this time on every replica. */
const REMEMBER_MS = 1000;

/** A definition, and what people call it. */
export interface NamedCustomField extends CustomFieldRule {
  labelIt: string;
  labelEn: string;
}

interface Remembered {
  readonly until: number;
  readonly rules: Promise<CustomFieldRule[]>;
  /** The same, once they have come. */
  here?: CustomFieldRule[];
}

/** Where the resources ask about their custom fields. */
@Injectable()
export class CustomFieldDirectory {
  private readonly remembered = new Map<CustomFieldResource, Remembered>();

  constructor(private readonly prisma: PrismaService) {}

  /**
   * The definitions of a resource, archived ones included; asks the database at most once a second.
   * @param tx of a caller inside of a transaction: its own connection is asked, and nobody else's answer waited for. As many
   * transactions as there are connections would wait in vain for a further one.
   */
  async rules(resource: CustomFieldResource, tx?: Tx): Promise<CustomFieldRule[]> {
    const here = this.fresh(resource)?.here;
    if (here) return here;
    if (tx) return this.learn(resource, tx);
    return sharing(
      () => this.fresh(resource)?.rules,
      () => this.learn(resource, this.prisma),
    );
  }

  /** The definitions of a resource with their labels, as they are now. */
  async named(resource: CustomFieldResource): Promise<NamedCustomField[]> {
    const fields = await this.prisma.customField.findMany({ where: { resource }, orderBy: { key: 'asc' } });
    return fields.map(({ labelIt, labelEn, ...field }) => ({
      ...toCustomFieldRule({ labelIt, labelEn, ...field }),
      labelIt,
      labelEn,
    }));
  }

  /** The definitions for a writer of many rows: they stay as they are until the transaction ends. */
  async held(tx: Tx, resource: CustomFieldResource): Promise<CustomFieldRule[]> {
    await shareDefinitions(tx, resource);
    return this.load(tx, resource);
  }

  /** This replica forgets at once; the others within a second. */
  forget(): void {
    this.remembered.clear();
  }

  /**
   * The column `custom` after a write, or undefined when the write doesn't touch it. Values are judged by the
   * definitions of this very moment, which stay as they are until the transaction ends.
   * @param given as it came; undefined: none
   * @param before the row as it stands; undefined: it is new
   * @throws DomainError VALIDATION_FAILED (400) with a pointer such as `/custom/colour`
   */
  async values(
    tx: Tx,
    resource: CustomFieldResource,
    given: Record<string, unknown> | undefined,
    before?: { custom: Prisma.JsonValue },
  ): Promise<CustomValues | undefined> {
    if (given === undefined && (before || !(await this.asksForSome(tx, resource)))) return undefined;
    await shareDefinitions(tx, resource);
    const rules = await this.load(tx, resource);
    const { values, problems } = readCustomValues(rules, given, before?.custom as CustomValues | undefined);
    if (problems.length > 0) throw invalid(problems);
    return values;
  }

  /** The conditions of a list's filters. @throws DomainError VALIDATION_FAILED (400) */
  async conditions(
    resource: CustomFieldResource,
    filter: Record<string, string> | undefined,
    tx?: Tx,
  ): Promise<CustomCondition[]> {
    if (filter === undefined) return [];
    const { conditions, problems } = readCustomConditions(await this.rules(resource, tx), filter);
    if (problems.length > 0) throw invalid(problems);
    return conditions;
  }

  /** Whether a new row must have a value of some field. */
  async asksForSome(tx: Tx, resource: CustomFieldResource): Promise<boolean> {
    return (await this.rules(resource, tx)).some(({ required, archived }) => required && !archived);
  }

  private fresh(resource: CustomFieldResource): Remembered | undefined {
    const known = this.remembered.get(resource);
    return known && known.until > performance.now() ? known : undefined;
  }

  private async learn(resource: CustomFieldResource, tx: Tx): Promise<CustomFieldRule[]> {
    const rules = this.load(tx, resource);
    const learned: Remembered = { until: performance.now() + REMEMBER_MS, rules };
    this.remembered.set(resource, learned);
    try {
      return (learned.here = await rules);
    } catch (error) {
      // A failed look-up must not be remembered as an answer.
      if (this.remembered.get(resource) === learned) this.remembered.delete(resource);
      throw error;
    }
  }

  private async load(tx: Tx, resource: CustomFieldResource): Promise<CustomFieldRule[]> {
    const fields = await tx.customField.findMany({ where: { resource }, orderBy: { key: 'asc' } });
    return fields.map(toCustomFieldRule);
  }
}

function invalid(errors: CustomProblem[]): DomainError {
  return new DomainError('invalid', 'VALIDATION_FAILED', errors.map(({ detail }) => detail).join('; '), {
    errors,
  });
}

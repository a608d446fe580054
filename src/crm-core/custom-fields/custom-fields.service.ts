import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError, violates } from '../../platform/errors/index.js';
import { assertFresh } from '../../platform/http/index.js';
import { diff, JournalService } from '../../platform/journal/index.js';
import { listPage, type Page } from '../../platform/listing/index.js';
import type { CustomField, Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { fieldColumns, mergedRule } from './custom-field-columns.js';
import { CustomFieldDirectory } from './custom-field-directory.service.js';
import { toCustomFieldResponse, toCustomFieldRule } from './custom-field.mapper.js';
import { countChoices, countValues, holdDefinition } from './custom-field.queries.js';
import { definitionProblems } from './domain/definition-problems.js';
import type { CustomFieldRule } from './domain/custom-field.js';
import type { CreateCustomFieldDto } from './dto/create-custom-field.dto.js';
import type { CustomFieldListQuery } from './dto/custom-field-list.query.js';
import type { CustomFieldResponse } from './dto/custom-field.response.js';
import type { UpdateCustomFieldDto } from './dto/update-custom-field.dto.js';

const SORTS = {
  key: { column: 'key', kind: 'text' },
  createdAt: { column: 'createdAt', kind: 'date' },
} as const;

/** The fields that an admin adds to the resources. */
@Injectable()
export class CustomFieldsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly directory: CustomFieldDirectory,
    private readonly clock: Clock,
  ) {}

  list(query: CustomFieldListQuery): Promise<Page<CustomFieldResponse>> {
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: 'createdAt',
      where: { resource: query.resource },
      find: (args) => this.prisma.customField.findMany(args),
      count: (args) => this.prisma.customField.count(args),
      toItem: toCustomFieldResponse,
    });
  }

  /** @throws DomainError NOT_FOUND */
  async get(id: string): Promise<CustomFieldResponse> {
    const field = await this.prisma.customField.findUnique({ where: { id } });
    if (!field) throw DomainError.notFound('custom field');
    return toCustomFieldResponse(field);
  }

  /** @throws DomainError VALIDATION_FAILED (400), FIELD_EXISTS (409) */
  async create(actor: Principal, body: CreateCustomFieldDto): Promise<CustomFieldResponse> {
    assertSound(mergedRule(body));
    const { resource, key, labelIt, labelEn, type } = body;
    try {
      const field = await this.prisma.$transaction(async (tx) => {
        const made = await tx.customField.create({
          data: { resource, key, labelIt, labelEn, type, ...fieldColumns(body) },
        });
        await this.record(tx, actor, 'created', made, { resource, key, type });
        return made;
      });
      return toCustomFieldResponse(field);
    } catch (error) {
      if (!violates(error, 'resource') || !violates(error, 'key')) throw error;
      const detail = `The ${resource} have a field ${key} already.`;
      throw new DomainError('conflict', 'FIELD_EXISTS', detail, { cause: error });
    } finally {
      this.directory.forget();
    }
  }

  /** @throws DomainError NOT_FOUND, STALE (412), VALIDATION_FAILED (400), FIELD_IN_USE, CHOICE_IN_USE (409) */
  async update(
    actor: Principal,
    id: string,
    body: UpdateCustomFieldDto,
    ifMatch: number | undefined,
  ): Promise<CustomFieldResponse> {
    const field = await this.prisma.$transaction(async (tx) => {
      const before = await this.hold(tx, id, ifMatch);
      const rule = mergedRule(body, toCustomFieldRule(before));
      assertSound(rule);
      if (rule.type !== before.type) await this.assertUnused(tx, before, 'its type can’t change');
      await this.assertChoicesUnused(tx, before, rule);
      const changes = { ...fieldColumns(body), ...this.archiving(before, body.archived) };
      const facts = diff(before, changes);
      if (Object.keys(facts).length === 0) return before;
      const data = { ...changes, version: { increment: 1 } };
      const after = await tx.customField.update({ where: { id }, data });
      await this.record(tx, actor, 'updated', after, facts);
      return after;
    });
    this.directory.forget();
    return toCustomFieldResponse(field);
  }

  /** Only a field that no row has a value of; others are archived. @throws DomainError NOT_FOUND, STALE (412), FIELD_IN_USE (409) */
  async delete(actor: Principal, id: string, ifMatch: number | undefined): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const field = await this.hold(tx, id, ifMatch);
      await this.assertUnused(tx, field, 'archive it instead');
      await tx.customField.delete({ where: { id } });
      await this.record(tx, actor, 'deleted', field, { resource: field.resource, key: field.key });
    });
    this.directory.forget();
  }

  private async hold(tx: Tx, id: string, ifMatch: number | undefined): Promise<CustomField> {
    await holdDefinition(tx, id);
    const field = await tx.customField.findUnique({ where: { id } });
    if (!field) throw DomainError.notFound('custom field');
    assertFresh(field, ifMatch);
    return field;
  }

  private archiving(before: CustomField, archived: boolean | undefined): { archivedAt?: Date | null } {
    if (archived === undefined || archived === (before.archivedAt !== null)) return {};
    return { archivedAt: archived ? this.clock.now() : null };
  }

  private async assertUnused(tx: Tx, { resource, key }: CustomField, then: string): Promise<void> {
    const count = await countValues(tx, resource, key);
    if (count === 0) return;
    const detail = `${count} ${resource} have a value of ${key}: ${then}.`;
    throw new DomainError('conflict', 'FIELD_IN_USE', detail, { members: { count } });
  }

  private async assertChoicesUnused(tx: Tx, before: CustomField, after: CustomFieldRule): Promise<void> {
    const gone = before.choices.filter((choice) => !after.choices.includes(choice));
    if (gone.length === 0) return;
    const used = await countChoices(tx, before.resource, before.key, gone);
    if (used.length === 0) return;
    const counts = used.map(({ choice, count }) => `${choice} (${count})`).join(', ');
    const detail = `Some ${before.resource} have a choice that you take away: ${counts}. Change those first.`;
    throw new DomainError('conflict', 'CHOICE_IN_USE', detail, { members: { choices: used } });
  }

  private record(
    tx: Tx,
    actor: Principal,
    verb: 'created' | 'updated' | 'deleted',
    { id }: CustomField,
    facts: Prisma.InputJsonObject,
  ): Promise<void> {
    const action = `customfield.${verb}` as const;
    return this.journal.record(tx, actor, { action, entity: 'customfield', entityId: id, facts });
  }
}

function assertSound(rule: CustomFieldRule): void {
  const errors = definitionProblems(rule);
  if (errors.length === 0) return;
  throw new DomainError('invalid', 'VALIDATION_FAILED', errors.map(({ detail }) => detail).join('; '), {
    errors,
  });
}

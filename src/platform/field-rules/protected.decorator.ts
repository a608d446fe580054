import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import type { ProtectedField } from '../access/index.js';

/** Where a mark stands in the OpenAPI document. */
export const PROTECTED = 'x-protected';
/** Marks the journal's facts, whose names depend on the entity beside them. */
export const PROTECTED_FACTS = 'x-protected-facts';
/** Marks a list or a map whose members are named after an entity's fields. */
export const PROTECTED_NAMES = 'x-protected-names';

/**
 * Marks a property of an answer, a body or a query as a protected field. For a reader who may not see it the answer is
 * without it, and a body, a filter or a sort that names it is refused.
 */
export const Protected = (field: ProtectedField): PropertyDecorator =>
  ApiProperty({ [PROTECTED]: field } as ApiPropertyOptions);

/** Marks the facts of a journal row: what its `entity` protects is left out of them. */
export const ProtectedFacts = (): PropertyDecorator =>
  ApiProperty({ [PROTECTED_FACTS]: true } as ApiPropertyOptions);

/**
 * Marks what speaks of an entity's fields by their names: a list of rows with a `field` each, without those of hidden
 * fields for who may not see them; or a map whose keys are names, refused when it names a hidden one.
 */
export const ProtectedNames = (entity: string): PropertyDecorator =>
  ApiProperty({ [PROTECTED_NAMES]: entity } as ApiPropertyOptions);

import type { CustomField } from '../../platform/prisma/generated/client.js';
import { fromDateColumn } from '../../platform/time/rome.js';
import type { CustomFieldRule } from './domain/custom-field.js';
import type { CustomFieldResponse } from './dto/custom-field.response.js';

export function toCustomFieldRule(field: CustomField): CustomFieldRule {
  const { key, type, required, choices, minLength, maxLength, minimum, maximum } = field;
  return {
    ...{ key, type, required, choices, minLength, maxLength, minimum, maximum },
    archived: field.archivedAt !== null,
    earliest: field.earliest && fromDateColumn(field.earliest),
    latest: field.latest && fromDateColumn(field.latest),
  };
}

export function toCustomFieldResponse(field: CustomField): CustomFieldResponse {
  const { id, resource, labelIt, labelEn, version, createdAt, updatedAt } = field;
  const { choices, ...rule } = toCustomFieldRule(field);
  return { id, resource, labelIt, labelEn, ...rule, choices: [...choices], version, createdAt, updatedAt };
}

import { toDateColumn } from '../../platform/time/rome.js';
import type { CustomFieldRule } from './domain/custom-field.js';
import type { CustomFieldLimitsDto } from './dto/custom-field-limits.dto.js';
import type { CreateCustomFieldDto } from './dto/create-custom-field.dto.js';
import type { UpdateCustomFieldDto } from './dto/update-custom-field.dto.js';

const NO_LIMITS: CustomFieldRule = {
  ...{ key: '', type: 'TEXT', required: false, archived: false, choices: [] },
  ...{ minLength: null, maxLength: null, minimum: null, maximum: null, earliest: null, latest: null },
};

/** The rule as it will be: what the body leaves out stays as it was. */
export function mergedRule(
  body: CreateCustomFieldDto | UpdateCustomFieldDto,
  before: CustomFieldRule = NO_LIMITS,
): CustomFieldRule {
  const sent = Object.entries(body).filter(([name, value]) => value !== undefined && name in before);
  return { ...before, ...(Object.fromEntries(sent) as Partial<CustomFieldRule>) };
}

type Columns = Omit<UpdateCustomFieldDto, 'archived' | 'earliest' | 'latest'> & {
  earliest?: Date | null;
  latest?: Date | null;
};

/** What the body sets, as columns take it. */
export function fieldColumns(body: CustomFieldLimitsDto & Partial<UpdateCustomFieldDto>): Columns {
  const { labelIt, labelEn, type, required, choices, minLength, maxLength, minimum, maximum } = body;
  return {
    ...{ labelIt, labelEn, type, required, choices, minLength, maxLength, minimum, maximum },
    earliest: dateColumn(body.earliest),
    latest: dateColumn(body.latest),
  };
}

function dateColumn(date: string | null | undefined): Date | null | undefined {
  return date ? toDateColumn(date) : (date as null | undefined);
}

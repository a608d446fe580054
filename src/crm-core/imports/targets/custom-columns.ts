import type { NamedCustomField } from '../../custom-fields/custom-field-directory.service.js';
import type { CustomFieldRule, CustomValues } from '../../custom-fields/domain/custom-field.js';
import { readCustomValues } from '../../custom-fields/domain/custom-values.js';
import { choiceOf } from '../cells/choice.js';
import { parseDate } from '../cells/date.js';
import { parseDecimal, parseFlag, parseText } from '../cells/plain.js';
import type { CellValue, FieldTable, ImportField } from '../rows/import-field.js';
import type { FieldTrouble } from './client-row.js';

const PREFIX = 'custom.';

/** The columns that an admin's fields may come in: `custom.colour`, or by the field's key or label. */
export function customColumns(fields: readonly NamedCustomField[]): FieldTable {
  const living = fields.filter(({ archived }) => !archived);
  return Object.fromEntries(
    living.map((field) => [
      PREFIX + field.key,
      {
        read: readerOf(field),
        names: [field.labelIt, field.labelEn, field.key],
        verbatim: field.type === 'TEXT',
      },
    ]),
  );
}

function readerOf({ type, choices }: CustomFieldRule): ImportField['read'] {
  switch (type) {
    case 'NUMBER':
      return parseDecimal;
    case 'DATE':
      return parseDate;
    case 'FLAG':
      return parseFlag;
    case 'CHOICE':
      return choiceOf(Object.fromEntries(choices.map((choice) => [choice, []])));
    case 'TEXT':
      return parseText;
  }
}

export const isCustomColumn = (field: string): boolean => field.startsWith(PREFIX);

/** A row's values, parted into those of our own fields and those of the admin's. */
export function partCustom(values: Readonly<Record<string, CellValue>>): {
  own: Record<string, CellValue>;
  custom: CustomValues;
} {
  const own: Record<string, CellValue> = {};
  const custom: Record<string, CellValue> = {};
  for (const field of Object.keys(values)) {
    const value = values[field];
    if (value === undefined) continue;
    if (isCustomColumn(field)) custom[field.slice(PREFIX.length)] = value;
    else own[field] = value;
  }
  return { own, custom: custom as CustomValues };
}

/** The admin's fields after a row has spoken, or what their definitions refuse. */
export function judgeCustom(
  rules: readonly CustomFieldRule[],
  given: CustomValues | undefined,
  before?: CustomValues,
): { values: CustomValues; troubles: FieldTrouble[] } {
  if (rules.length === 0 && given === undefined) return { values: before ?? {}, troubles: [] };
  const { values, problems } = readCustomValues(rules, given, before);
  const troubles = problems.map(({ pointer, code, detail }) => ({
    field: PREFIX + pointer.slice('/custom/'.length),
    problem: { code, message: detail },
  }));
  return { values, troubles };
}

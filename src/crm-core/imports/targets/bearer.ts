const PARTS: Readonly<Record<string, string>> = {
  secondPhone: 'phone',
  streetNumber: 'street',
  surname: 'name',
};

/** The field of the API that a column's value ends up in; the rules for who may see it are those of that one. */
export function bearer(field: string): string {
  return field.startsWith('custom.') ? 'custom' : (PARTS[field] ?? field);
}

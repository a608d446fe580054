interface ProtectedFieldRule {
  /** For the person who composes a role. */
  readonly description: string;
  /** What it is called in the journal's facts and in files, by the entity that has it. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  /** Never a role's to see: only the user whom this property of the same row names. */
  readonly onlyFor?: string;
}

/**
 * The fields that not every reader of a row sees. `@Protected()` marks where they stand in requests and answers; from
 * these marks the field rules do the rest, for every route alike. A role hides them by name, save those of one person.
 */
export const PROTECTED_FIELDS = {
  'client.taxIdentity': {
    description: 'Clients: P.IVA, tax code, SDI code, PEC, and what an electronic invoice lacks',
    names: {
      client: ['vatNumber', 'taxCode', 'sdiCode', 'pecEmail', 'einvoiceReady', 'einvoiceMissing'],
    },
  },
  'client.notes': { description: 'Clients: notes', names: { client: ['notes'] } },
  'contact.reach': {
    description: 'Contacts: e-mail address and telephone number',
    names: { contact: ['email', 'phone'] },
  },
  'opportunity.amount': {
    description:
      'Opportunities: amounts, on boards and in all figures too; prices and discounts, of products too; sales targets',
    names: {
      opportunity: ['amount', 'unitPrice', 'discountPercent', 'net'],
      product: ['listPrice'],
      target: ['amount'],
    },
  },
  'visit.orderAmount': {
    description: 'Visits: the amount of the order, in all figures too',
    names: { visit: ['orderAmount'] },
  },
  'visit.checkInPosition': {
    description: 'Visits: where the agent stood at check-in; nobody but the agent ever sees it',
    names: { visit: ['checkInPosition', 'latitude', 'longitude', 'accuracyMeters'] },
    onlyFor: 'agentId',
  },
} as const satisfies Readonly<Record<string, ProtectedFieldRule>>;

export type ProtectedField = keyof typeof PROTECTED_FIELDS;

const RULES: Readonly<Record<ProtectedField, ProtectedFieldRule>> = PROTECTED_FIELDS;

export const PROTECTED_FIELD_NAMES = Object.keys(PROTECTED_FIELDS) as ProtectedField[];

/** Those that a role may hide; the others belong to one person, whatever the role. */
export const HIDEABLE_FIELDS = PROTECTED_FIELD_NAMES.filter((field) => RULES[field].onlyFor === undefined);

export function protectionOf(field: ProtectedField): ProtectedFieldRule {
  return RULES[field];
}

/** Who reads, as far as the field rules ask. */
export interface FieldReader {
  readonly userId: string;
  readonly hiddenFields: ReadonlySet<ProtectedField>;
}

/** Whether a reader may not see a field of this row. */
export function isHidden(field: ProtectedField, row: object, reader: FieldReader): boolean {
  const { onlyFor } = RULES[field];
  if (onlyFor === undefined) return reader.hiddenFields.has(field);
  return (row as Record<string, unknown>)[onlyFor] !== reader.userId;
}

/** What a reader may not see of an entity, by the names that journal and files use; the fields of one person are among them. */
export function hiddenNames(entity: string, reader: FieldReader): ReadonlySet<string> {
  const hidden = PROTECTED_FIELD_NAMES.filter(
    (field) => reader.hiddenFields.has(field) || RULES[field].onlyFor,
  );
  return new Set(hidden.flatMap((field) => RULES[field].names[entity] ?? []));
}

/** A position of an offer as it stands in the database; numbers are decimal strings without needless zeros. */
export interface Line {
  id: string;
  productId: string | null;
  code: string | null;
  description: string;
  unit: string;
  quantity: string;
  /** EUR net of VAT for one unit, at least two decimals. */
  unitPrice: string;
  /** Percent, 0–100. */
  discountPercent: string;
  vatClass: string;
  /** EUR, two decimals: quantity × price less discount, rounded half up. */
  net: string;
}

/** A line that is to be written; null: it is new. The database makes its net. */
export type LineDraft = Omit<Line, 'id' | 'net'> & { id: string | null };

const FACTS = [
  'code',
  'description',
  'unit',
  'quantity',
  'unitPrice',
  'discountPercent',
  'vatClass',
] as const;

/** Whether two lines say the same of the same product. */
export function isSameLine(one: LineDraft, other: LineDraft): boolean {
  return (
    one.id === other.id &&
    one.productId === other.productId &&
    FACTS.every((fact) => one[fact] === other[fact])
  );
}

/** What differs between two states of a deal's lines: those that went or changed, and those that came or changed; all when only the order did. */
export function changedLines(before: readonly Line[], after: readonly Line[]): { from: Line[]; to: Line[] } {
  const differing = (these: readonly Line[], those: readonly Line[]): Line[] =>
    these.filter((line) => !those.some((other) => isSameLine(line, other)));
  const changed = { from: differing(before, after), to: differing(after, before) };
  return changed.from.length + changed.to.length > 0 ? changed : { from: [...before], to: [...after] };
}

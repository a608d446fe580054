import type { CellValue } from '../rows/import-field.js';
import type { FieldTrouble } from '../targets/client-row.js';

/** The text cells of a row, to be changed, and what was found on the way. */
export class Draft {
  /** What was mended: people should have a look. */
  readonly remarks: FieldTrouble[] = [];
  /** What can't be. */
  readonly troubles: FieldTrouble[] = [];

  constructor(readonly values: Record<string, CellValue>) {}

  text(field: string): string | undefined {
    const value = this.values[field];
    return typeof value === 'string' ? value : undefined;
  }

  /** @param value undefined: the field says nothing any more */
  set(field: string, value: string | undefined): void {
    if (value === undefined) delete this.values[field];
    else this.values[field] = value;
  }

  /** Sets a field and says so. */
  mend(field: string, value: string | undefined, code: string, message: string, it: string): void {
    this.set(field, value);
    this.remarks.push({ field, problem: { code, message, it } });
  }

  refuse(field: string, code: string, message: string): void {
    this.troubles.push({ field, problem: { code, message } });
  }
}

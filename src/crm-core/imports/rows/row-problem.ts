import type { CellProblem } from '../cells/cell-problem.js';

/** What is wrong with one cell. */
export interface RowProblem extends CellProblem {
  /** The column's header; the field's own name when no column brings it. */
  column: string;
  /** What stands in the cell. */
  value: string | null;
}

/** How a problem with a field of ours is told in words of the file. */
export class ProblemTeller {
  /** @param mapping field → header */
  constructor(private readonly mapping: Readonly<Record<string, string>>) {}

  at(field: string, value: unknown, { code, message, it }: CellProblem): RowProblem {
    return {
      column: this.mapping[field] ?? field,
      code,
      value: value === undefined || value === null ? null : shown(value),
      message,
      ...(it !== undefined && { it }),
    };
  }
}

const MAX_SHOWN = 200;

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

/** A cell that can't be read as what it should be. */
export interface CellProblem {
  /** Stable, machine-readable. */
  code: string;
  /** For people: what is wrong and what to write instead. */
  message: string;
}

export type CellResult<Value> = { value: Value } | { problem: CellProblem };

export const unreadable = (code: string, message: string): { problem: CellProblem } => ({
  problem: { code, message },
});

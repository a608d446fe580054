/** A cell that can't be read as what it should be. */
export interface CellProblem {
  /** Stable, machine-readable. */
  code: string;
  /** For people: what is wrong and what to write instead. */
  message: string;
  /** The same in Italian, where the words that the code stands for don't say enough. */
  it?: string;
}

export type CellResult<Value> = { value: Value } | { problem: CellProblem };

export const unreadable = (code: string, message: string, it?: string): { problem: CellProblem } => ({
  problem: { code, message, ...(it !== undefined && { it }) },
});

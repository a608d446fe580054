/** Of one open stage, as PostgreSQL tells it: how many deals wait there, and how many seconds in the mean and the median. */
export interface WaitingRow {
  stageId: string;
  count: bigint;
  mean: number;
  median: number;
}

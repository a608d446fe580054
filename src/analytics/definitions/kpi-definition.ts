export const UNITS = [
  'count',
  'EUR',
  'percent',
  'days',
  'seconds',
  'EUR/day',
  'km',
  'visits per day',
] as const;

/** What a figure means. */
export interface KpiDefinition {
  /** As in the answers: `wonCount`. */
  readonly key: string;
  readonly name: string;
  /** In Italian; pages and letters call it so too. */
  readonly nameIt: string;
  readonly unit: (typeof UNITS)[number];
  readonly formula: string;
  /** What decides whether a row lies in the period; null: the figure is of now. */
  readonly dateField: string | null;
  /** To whose figures a row counts. */
  readonly owner: string;
  /** When the figure is null; empty: never. */
  readonly nullWhen: string;
}

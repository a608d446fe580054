import type { RowToStage } from '../staging.queries.js';
import { RepeatProbe } from './repeat-probe.js';

/** Which unique fields of a file may hold a value twice: of the others the database need not be asked. */
export class Repeats {
  private readonly probes = new Map<string, RepeatProbe>();
  private readonly doubted = new Set<string>();

  constructor(private readonly fields: readonly string[]) {}

  note(rows: readonly RowToStage[]): void {
    for (const { data } of rows) for (const field of this.fields) this.look(field, data?.fields[field]);
  }

  /** In the order of the fields. */
  suspects(): string[] {
    return this.fields.filter((field) => this.doubted.has(field));
  }

  private look(field: string, value: unknown): void {
    if (value === undefined || value === null || this.doubted.has(field)) return;
    const probe = this.probes.get(field) ?? new RepeatProbe();
    this.probes.set(field, probe);
    if (probe.add(JSON.stringify(value))) this.doubted.add(field);
  }
}

/** Who asks, as a condition on an owner; `$3` is that person, or the person's team. */
export type Scope = 'own' | 'team' | 'all';

export type Value = string | number | null;
interface Kpi {
  value: Value;
  /** Of a ratio or a mean. */
  numerator: Value;
  denominator: Value;
}

/** What a report says. */
export class Told {
  private readonly answer: Readonly<Record<string, unknown>>;

  constructor(answer: Readonly<Record<string, unknown>>) {
    this.answer = answer;
  }

  kpi(key: string): Kpi {
    const kpi = this.part<Record<string, Kpi>>('kpis')[key];
    if (!kpi) throw new Error(`the report has no ${key}`);
    return kpi;
  }

  rows<Row>(name: string): Row[] {
    return this.part<Row[]>(name);
  }

  part<Part>(name: string): Part {
    const part = this.answer[name];
    if (part === undefined) throw new Error(`the report has no ${name}`);
    return part as Part;
  }
}

/** Some figures of a report straight from the rows themselves, as one would write it. `$1` and `$2` are the period. */
export interface NaiveQuery {
  sql: string;
  /** The same rows as the report tells them; those without a number above 0 may be left out on either side. */
  told: (report: Told) => Value[][];
  /** By how much a number may differ, as a part of it; exactly the same otherwise. */
  within?: number;
}

/** Whose rows, without a join where everybody's count. */
export const whose = (scope: Scope, owner: string): string =>
  ({
    own: `${owner} = $3::uuid`,
    team: `${owner} IN (SELECT id FROM users WHERE team_id = $3::uuid)`,
    all: `$3::uuid IS NOT NULL`,
  })[scope];

export const during = (column: string): string =>
  `${column} >= $1::date::timestamp AT TIME ZONE 'Europe/Rome' AND ${column} < $2::date::timestamp AT TIME ZONE 'Europe/Rome'`;

export const day = (column: string): string => `(${column} AT TIME ZONE 'Europe/Rome')::date`;
export const month = (column: string): string =>
  `date_trunc('month', ${column} AT TIME ZONE 'Europe/Rome')::date::text AS month,`;
/** Of a point that the period cuts. */
export const monthOf = ({ from }: { from: string }): string => `${from.slice(0, 7)}-01`;

export const TODAY = `(now() AT TIME ZONE 'Europe/Rome')::date`;

import type { RouteProblem, Stop } from './problem.js';

/** Another visit of the same series: this one's day less that one's lies between these, both included. */
export interface Sibling {
  readonly stop: number;
  readonly lowest: number;
  readonly highest: number;
  /** An appointment: it stands where it stands. */
  readonly fixed: boolean;
}

const NONE: readonly Sibling[] = [];

/** For each stop the other visits of its series, with the distance in days to be kept from each. */
export function siblingsOf({ stops }: RouteProblem): (readonly Sibling[])[] {
  const families = Map.groupBy(stops.keys(), (index) => stops[index]!.series?.id);
  return stops.map((stop, index) => {
    const { series } = stop;
    if (!series) return NONE;
    const family = families.get(series.id) ?? [];
    return family.flatMap((other) => (other === index ? [] : sibling(stop, stops[other]!, other)));
  });
}

function sibling(stop: Stop, other: Stop, index: number): Sibling[] {
  const [mine, its] = [stop.series, other.series];
  if (!mine || !its || (stop.fixedStart !== undefined && other.fixedStart !== undefined)) return [];
  const fixed = other.fixedStart !== undefined;
  const least = Math.max(mine.leastDays, its.leastDays);
  if (its.nth < mine.nth)
    return [
      { stop: index, fixed, lowest: least, highest: its.nth === mine.nth - 1 ? mine.mostDays : Infinity },
    ];
  return [
    { stop: index, fixed, lowest: its.nth === mine.nth + 1 ? -its.mostDays : -Infinity, highest: -least },
  ];
}

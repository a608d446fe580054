import type { RouteProblem, TimeWindow } from './problem.js';

/** @throws RangeError naming the first thing that makes no sense; a nonsense plan would be worse. */
export function assertProblem(problem: RouteProblem): void {
  const { stops, vehicles, travel } = problem;
  const places = travel.seconds.length;
  const knownPlace = (place: number | null): boolean =>
    place === null || (Number.isInteger(place) && place >= 0 && place < places);
  demand(travel.meters.length === places, 'The two travel matrices differ in size.');
  demand(
    travel.seconds.every((row) => row.length === places),
    'The travel seconds are not a square table.',
  );
  demand(
    travel.meters.every((row) => row.length === places),
    'The travel metres are not a square table.',
  );
  demand(nonNegative(travel.seconds) && nonNegative(travel.meters), 'Travel cannot be negative.');
  demand(new Set(stops.map((stop) => stop.id)).size === stops.length, 'Two stops share an id.');
  demand(
    new Set(vehicles.map((vehicle) => vehicle.id)).size === vehicles.length,
    'Two vehicles share an id.',
  );
  for (const stop of stops) {
    demand(knownPlace(stop.location), `Stop ${stop.id} is at a place outside the matrix.`);
    demand(finite(stop.serviceSeconds) && stop.serviceSeconds >= 0, `Stop ${stop.id} has no valid length.`);
    demand(finite(stop.priority) && stop.priority >= 0, `Stop ${stop.id} has no valid priority.`);
    demand(finite(stop.fixedStart ?? 0), `Stop ${stop.id} has no valid appointment.`);
    demand((stop.windows ?? []).every(ordered), `Stop ${stop.id} has a reversed opening.`);
  }
  for (const { id, series } of stops) {
    demand(
      !series || series.leastDays <= series.mostDays,
      `Stop ${id} belongs to a series that cannot be kept.`,
    );
  }
  const inSeries = stops.flatMap(({ series }) => (series ? [`${series.id} ${series.nth}`] : []));
  demand(new Set(inSeries).size === inSeries.length, 'Two stops have the same place in a series.');
  for (const vehicle of vehicles) {
    demand(
      knownPlace(vehicle.start) && knownPlace(vehicle.end),
      `Vehicle ${vehicle.id} is at a place outside the matrix.`,
    );
    demand(ordered(vehicle.shift), `Vehicle ${vehicle.id} has a reversed shift.`);
    const { lunchBreak } = vehicle;
    demand(
      !lunchBreak || (lunchBreak.durationSeconds >= 0 && ordered(lunchBreak.startWindow)),
      `Vehicle ${vehicle.id} has no valid lunch break.`,
    );
  }
}

function demand(condition: boolean, message: string): void {
  if (!condition) throw new RangeError(message);
}

/** "No road" is written as a value that is not finite; it passes. */
function nonNegative(matrix: RouteProblem['travel']['seconds']): boolean {
  return matrix.every((row) => Array.from(row).every((value) => !(value < 0)));
}

function ordered([from, to]: TimeWindow): boolean {
  return finite(from) && finite(to) && from <= to;
}

function finite(value: number): boolean {
  return Number.isFinite(value);
}

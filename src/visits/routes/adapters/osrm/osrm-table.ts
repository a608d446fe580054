import type { Position } from '../../../geo/domain/great-circle.js';
import { ServiceFailure } from '../http/service-failure.js';

/** A rectangle of the travel table, rows and columns by place number. */
export interface Block {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

export interface BlockTimes {
  readonly seconds: readonly (readonly number[])[];
  readonly meters: readonly (readonly number[])[];
}

/** Cuts an n × n table into blocks that name at most `most` places each. */
export function blocksOf(n: number, most: number): Block[] {
  const all = Array.from({ length: n }, (_, i) => i);
  if (n <= most) return [{ from: all, to: all }];
  const size = Math.max(1, Math.floor(most / 2));
  const parts = Array.from({ length: Math.ceil(n / size) }, (_, p) => all.slice(p * size, (p + 1) * size));
  return parts.flatMap((from) => parts.map((to) => ({ from, to })));
}

/** OSRM's table call for a block. Coordinates are longitude first. */
export function tableUrl(base: string, places: readonly Position[], { from, to }: Block): string {
  const named = [...new Set([...from, ...to])];
  const coordinates = named
    .flatMap((place) => places[place] ?? [])
    .map(({ latitude, longitude }) => `${longitude.toFixed(6)},${latitude.toFixed(6)}`);
  const indexes = (part: readonly number[]): string => part.map((place) => named.indexOf(place)).join(';');
  const url = new URL(`table/v1/driving/${coordinates.join(';')}`, base.endsWith('/') ? base : `${base}/`);
  url.search = `annotations=duration,distance&sources=${indexes(from)}&destinations=${indexes(to)}`;
  return url.href;
}

/**
 * Whole seconds and metres; Infinity where the service knows no road.
 * @throws ServiceFailure when the answer is not a table of this block
 */
export function blockTimes(answer: unknown, { from, to }: Block): BlockTimes {
  if (typeof answer !== 'object' || answer === null) throw new ServiceFailure('its answer is not a table');
  const { code, durations, distances } = answer as Record<string, unknown>;
  if (code !== 'Ok') throw new ServiceFailure('its answer is not a table');
  const table = (rows: unknown): number[][] => {
    if (!Array.isArray(rows) || rows.length !== from.length)
      throw new ServiceFailure('its table has another size');
    return rows.map((row: unknown) => {
      if (!Array.isArray(row) || row.length !== to.length)
        throw new ServiceFailure('its table has another size');
      return row.map(wholeOrNoRoad);
    });
  };
  return { seconds: table(durations), meters: table(distances) };
}

function wholeOrNoRoad(value: unknown): number {
  if (value === null) return Infinity;
  if (typeof value !== 'number' || !(value >= 0))
    throw new ServiceFailure('its table holds something that is no length');
  return Math.round(value);
}

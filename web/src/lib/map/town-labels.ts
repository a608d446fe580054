import type { Town } from './italy/italy.ts';

export interface Placed {
  town: Town;
  /** Pixels on the map. */
  x: number;
  y: number;
}

const LETTER = 7;
const HEIGHT = 18;
const GAP = 6;
const MOST = 60;

/** The names that have room, the first of the list first. */
export function choose(towns: readonly Placed[]): readonly Placed[] {
  const chosen: Placed[] = [];
  for (const one of towns) {
    if (chosen.length === MOST) break;
    if (!chosen.some((other) => overlap(one, other))) chosen.push(one);
  }
  return chosen;
}

function overlap(one: Placed, other: Placed): boolean {
  const width = (widthOf(one) + widthOf(other)) / 2 + GAP;
  return Math.abs(one.x - other.x) < width && Math.abs(one.y - other.y) < HEIGHT + GAP;
}

function widthOf({ town: [name] }: Placed): number {
  return name.length * LETTER;
}

/** `[latitude, longitude]` in degrees. */
export type Position = readonly [latitude: number, longitude: number];

/** How many colours `app.css` has for things that are told apart. */
export const TONES = 7;

/** What a pin looks like; the same is said by `sign` or by the text. */
export type Tone = 'plain' | 'accent' | 'quiet' | `series-${number}`;

/** A colour of its own for each of a few things, such as the days of a week. */
export function toneOf(index: number): Tone {
  return `series-${(index % TONES) + 1}`;
}

export interface MapPoint {
  id: string;
  at: Position;
  /** Said of it, and shown when it is pointed at. */
  label: string;
  /** Stands in the pin: a number, a letter, a sign. */
  text: string;
  tone: Tone;
  /** Its town; shown beside it where there are no tiles. */
  town?: string | null;
}

export interface MapLine {
  id: string;
  path: readonly Position[];
  tone: Tone;
  /** What is not certain, such as a plan that nobody accepted. */
  dashed?: boolean;
}

/** Where something with coordinates lies; undefined for what has none. */
export function positionOf(place: {
  latitude?: number | null;
  longitude?: number | null;
}): Position | undefined {
  const { latitude, longitude } = place;
  return latitude == null || longitude == null ? undefined : [latitude, longitude];
}

import outline from './outline.tsv?raw';
import towns from './towns.tsv?raw';

export type Town = readonly [name: string, latitude: number, longitude: number];

const rows = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));

/** Rings of Italy’s land, mainland and islands, to about half a kilometre (Natural Earth, public domain). */
export const OUTLINE = rows(outline).map((ring) =>
  ring.map((place): [number, number] => {
    const [latitude, longitude] = place.split(',');
    return [Number(latitude), Number(longitude)];
  }),
);

/** Towns of some 15,000 people and more, the more important ones first (GeoNames, CC BY 4.0). */
export const TOWNS = rows(towns).map(([name = '', latitude, longitude]): Town => [
  name,
  Number(latitude),
  Number(longitude),
]);

import { divIcon, layerGroup, type Map, marker, polygon } from 'leaflet';
import type { MapPoint } from './map.ts';
import { OUTLINE, TOWNS, type Town } from './italy/italy.ts';
import { choose, type Placed } from './town-labels.ts';

/** What a map shows by itself, without asking anybody: Italy’s outline and the names of its towns, the larger ones first. */
export class Backdrop {
  private readonly names = layerGroup();
  private ofPoints: readonly Town[] = [];

  constructor(private readonly map: Map) {
    for (const ring of OUTLINE) polygon(ring, { className: 'land', interactive: false }).addTo(map);
    this.names.addTo(map);
    map.on('moveend', () => this.write());
  }

  /** Towns of the points come first, also those that are too small for the list or lie abroad. */
  aroundPoints(points: readonly MapPoint[]): void {
    this.ofPoints = townsOf(points);
    this.write();
  }

  /** Tiles have names of their own. */
  showNames(wanted: boolean): void {
    if (wanted === this.map.hasLayer(this.names)) return;
    if (wanted) this.names.addTo(this.map);
    else this.names.remove();
    this.write();
  }

  private write(): void {
    this.names.clearLayers();
    if (!this.map.hasLayer(this.names)) return;
    const inSight = this.map.getBounds();
    const known = new Set(this.ofPoints.map(([name]) => name));
    const towns = [...this.ofPoints, ...TOWNS.filter(([name]) => !known.has(name))];
    const placed = towns
      .filter(([, latitude, longitude]) => inSight.contains([latitude, longitude]))
      .map((town): Placed => {
        const { x, y } = this.map.latLngToContainerPoint([town[1], town[2]]);
        return { town, x, y };
      });
    for (const { town } of choose(placed)) this.names.addLayer(nameOf(town));
  }
}

function nameOf([name, latitude, longitude]: Town) {
  const face = document.createElement('span');
  face.textContent = name;
  return marker([latitude, longitude], {
    icon: divIcon({ className: 'town', html: face, iconSize: [0, 0] }),
    ...{ interactive: false, keyboard: false, zIndexOffset: -1000 },
  });
}

/** Each town once, in the middle of its points. */
function townsOf(points: readonly MapPoint[]): readonly Town[] {
  const named = Object.groupBy(points, ({ town }) => town ?? '');
  return Object.entries(named).flatMap(([name, of = []]): Town[] => {
    if (name === '') return [];
    const mean = (which: 0 | 1) => of.reduce((sum, { at }) => sum + at[which], 0) / of.length;
    return [[name, mean(0), mean(1)]];
  });
}

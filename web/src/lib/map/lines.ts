import { layerGroup, type Map, polyline } from 'leaflet';
import type { MapLine } from './map.ts';

/** The ways between points; their colours stand in the style sheet, so that they follow light and dark. */
export class Lines {
  private readonly group = layerGroup();

  constructor(map: Map) {
    this.group.addTo(map);
  }

  show(lines: readonly MapLine[]): void {
    this.group.clearLayers();
    for (const { path, tone, dashed = false } of lines)
      polyline(
        path.map(([latitude, longitude]) => [latitude, longitude] as [number, number]),
        {
          className: `way ${tone}`,
          interactive: false,
          weight: 4,
          ...(dashed && { dashArray: '6 8' }),
        },
      ).addTo(this.group);
  }
}

import { divIcon, type Map, marker, type Marker } from 'leaflet';
import type { MapPoint } from './map.ts';

/** The points of a map: each a button with its text, reached by keys in their order. */
export class Pins {
  private readonly shown = new globalThis.Map<string, { point: MapPoint; pin: Marker }>();
  private selected: string | undefined;

  constructor(
    private readonly map: Map,
    private readonly onpick: (id: string) => void,
  ) {}

  show(points: readonly MapPoint[]): void {
    const wanted = new Set(points.map(({ id }) => id));
    for (const [id, { pin }] of this.shown)
      if (!wanted.has(id)) {
        pin.remove();
        this.shown.delete(id);
      }
    for (const point of points) {
      const before = this.shown.get(point.id);
      if (before && JSON.stringify(before.point) === JSON.stringify(point)) continue;
      before?.pin.remove();
      this.shown.set(point.id, { point, pin: this.put(point) });
    }
    this.mark();
  }

  /** Makes one stand out, and brings it into sight. */
  select(id: string | undefined): void {
    this.selected = id;
    this.mark();
    const at = this.shown.get(id ?? '')?.pin.getLatLng();
    if (at && !this.map.getBounds().pad(-0.1).contains(at)) this.map.panTo(at);
  }

  private put(point: MapPoint): Marker {
    const face = document.createElement('span');
    face.className = `pin ${point.tone}`;
    face.textContent = point.text;
    const pin = marker([...point.at], {
      icon: divIcon({ className: 'spot', html: face, iconSize: [28, 28] }),
      riseOnHover: true,
    });
    const told = document.createElement('span');
    told.textContent = point.label;
    pin.bindTooltip(told, { direction: 'top', offset: [0, -12] });
    pin.on('click', () => this.onpick(point.id));
    pin.addTo(this.map);
    pin.getElement()?.setAttribute('aria-label', point.label);
    return pin;
  }

  private mark(): void {
    for (const [id, { pin }] of this.shown) {
      pin.getElement()?.classList.toggle('chosen', id === this.selected);
      pin.setZIndexOffset(id === this.selected ? 1000 : 0);
    }
  }
}

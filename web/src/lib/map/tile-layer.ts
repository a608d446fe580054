import { control, type Map, tileLayer } from 'leaflet';
import type { Attribution, Tiles } from './tiles.ts';

/**
 * Lays the operator's tiles over the backdrop.
 * @param shown told whether tiles arrive: without network the backdrop's towns are what there is
 */
export function layTiles(map: Map, { address, attribution }: Tiles, shown: (arrive: boolean) => void): void {
  const layer = tileLayer(address, {
    maxZoom: 18,
    // Servers of tiles want to know which site asks; the address of the page is nobody's business.
    referrerPolicy: 'origin',
  });
  let came = 0;
  layer.on('loading', () => (came = 0));
  layer.on('tileload', () => {
    came += 1;
    shown(true);
  });
  layer.on('load', () => shown(came > 0));
  layer.on('tileerror', () => {
    if (came === 0) shown(false);
  });
  layer.addTo(map);
  thank(map, attribution);
}

function thank(map: Map, { text, href }: Attribution): void {
  const line = control.attribution({ prefix: false }).addTo(map).getContainer();
  const words = href === undefined ? document.createElement('span') : document.createElement('a');
  if (words instanceof HTMLAnchorElement && href !== undefined) {
    words.href = href;
    words.target = '_blank';
    words.rel = 'noopener noreferrer';
  }
  words.textContent = text;
  line?.append(words);
}

// Fetched when the first map is shown.
import 'leaflet/dist/leaflet.css';
export { Backdrop } from './backdrop.ts';
export { Pins } from './pins.ts';
export { layTiles } from './tile-layer.ts';
export { makeMap } from './make-map.ts';
export { Lines } from './lines.ts';

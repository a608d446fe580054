import type { AppConfig } from '../config/config.js';

const MARKUP: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Tells the page where map tiles come from, so that it needs no further request; nothing where none are named. */
export function tellMap(
  html: string,
  { mapTiles, mapAttribution }: Pick<AppConfig, 'mapTiles' | 'mapAttribution'>,
): string {
  if (mapTiles === undefined) return html;
  const told = meta('nexus-map-tiles', mapTiles) + meta('nexus-map-attribution', mapAttribution);
  return html.replace('</head>', () => `${told}</head>`);
}

function meta(name: string, content: string): string {
  return `<meta name="${name}" content="${content.replace(/[&<>"]/g, (sign) => MARKUP[sign] ?? sign)}" />`;
}

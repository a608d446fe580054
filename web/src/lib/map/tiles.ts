/** Map tiles as the operator named them, told by the page itself. */
export interface Tiles {
  address: string;
  attribution: Attribution;
}

export interface Attribution {
  text: string;
  href: string | undefined;
}

/** Undefined: none are named, and no other server is asked for anything. */
export function tiles(): Tiles | undefined {
  const address = told('nexus-map-tiles');
  return address ? { address, attribution: attributionOf(told('nexus-map-attribution')) } : undefined;
}

function told(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';
}

/** `© OpenStreetMap https://www.openstreetmap.org/copyright`: an address at the end is the link. */
export function attributionOf(told: string): Attribution {
  const [, text = told, href] = /^(.*?)\s*(https?:\/\/\S+)?$/.exec(told) ?? [];
  return { text: text || (href ?? ''), href };
}

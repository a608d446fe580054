import { assets, immutable } from '$app/manifest';
import { version } from '$app/env';
import { self } from '$app/service-worker';

/**
 * Keeps the application itself, so that it opens without network: its files and its one page. What the API answers is
 * never kept here; what a page keeps for itself stands in `lib/offline`.
 */
const CACHE = `nexus-${version}`;
const PAGE = '/';
const FILES = [...immutable, ...assets].map(({ path }) => new URL(path, self.location.origin).pathname);
const KEPT = new Set(FILES);
/** Addresses of machines; everything else that a browser opens is the page. */
const NOT_PAGES = /^\/(api|health|metrics|_app)(\/|$)/;

async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE);
  // The page is asked for as a browser asks, and from the server: an older one would name files that are gone.
  const page = new Request(PAGE, { headers: { Accept: 'text/html' }, cache: 'no-cache' });
  await Promise.all([cache.add(page), cache.addAll(FILES)]);
}

async function dropOthers(): Promise<void> {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
  await self.clients.claim();
}

async function kept(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(keepAll()));
self.addEventListener('activate', (event) => event.waitUntil(dropOthers()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (KEPT.has(pathname)) event.respondWith(kept(pathname, request));
  else if (request.mode === 'navigate' && !NOT_PAGES.test(pathname)) event.respondWith(kept(PAGE, request));
});

// A new version waits until somebody says that the page may change under them.
self.addEventListener('message', ({ data }: ExtendableMessageEvent) => {
  if (data === 'take-over') void self.skipWaiting();
});

import { createHash } from 'node:crypto';

/** SvelteKit hides the words that it reads out at a change of page by this one style attribute. */
const ANNOUNCER = "'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='";
const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/**
 * The Content-Security-Policy of the web application: only its own files, and of inline scripts exactly those that it was
 * built with, by their hashes. No frame, and nobody else's server but the one that map tiles come from, where one is named.
 * @param tiles an address with {z}, {x} and {y}
 */
export function pagePolicy(html: string, tiles?: string): string {
  const hashes = [...html.matchAll(INLINE_SCRIPT)].map(([, script = '']) => `'${hashOf(script)}'`);
  return [
    "default-src 'none'",
    `script-src ${["'self'", ...hashes].join(' ')}`,
    "style-src 'self'",
    `style-src-attr 'unsafe-hashes' ${ANNOUNCER}`,
    ["img-src 'self' data: blob:", ...(tiles ? [new URL(tiles).origin] : [])].join(' '),
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function hashOf(script: string): string {
  return `sha256-${createHash('sha256').update(script).digest('base64')}`;
}

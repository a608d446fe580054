import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';

const BUILD = resolve(import.meta.dirname, '../..');
const DOCUMENT = resolve(BUILD, 'openapi.json');
/** The compiler writes it anew with every change of the code, also while it watches. */
const BUILD_INFO = resolve(BUILD, '.tsbuildinfo');

/** Leaves the document beside the code: to find it out again takes each process most of a second, and it is always the same. */
export function keepDocument(document: OpenAPIObject): void {
  writeFileSync(DOCUMENT, JSON.stringify(document));
}

/** The document as the build left it; undefined where it left none, or where the code is newer. */
export function builtDocument(): OpenAPIObject | undefined {
  if (!existsSync(DOCUMENT) || !existsSync(BUILD_INFO)) return undefined;
  if (statSync(DOCUMENT).mtimeMs < statSync(BUILD_INFO).mtimeMs) return undefined;
  return JSON.parse(readFileSync(DOCUMENT, 'utf8')) as OpenAPIObject;
}

import createClient from 'openapi-fetch';
import { signedFetch } from './access.ts';
import { Problem } from './problem.ts';
import type { components, paths } from './schema.gen.ts';

export type Schemas = components['schemas'];

/** The API, typed by `docs/openapi.json`: `api.GET('/api/v1/clients', { params: { query: { limit: 25 } } })`. */
export const api = createClient<paths>({ fetch: signedFetch });

/**
 * What an operation answers.
 * @throws Problem what it was refused for
 */
export async function ask<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  const { code = 'UNKNOWN', detail = response.statusText } = (error ?? {}) as Partial<Problem['document']>;
  throw new Problem(response.status, code, detail, error ?? {});
}

/**
 * The rows behind a figure, by the path that the figure's `drillDown` names.
 * @throws Problem
 */
export async function follow<T>(drillDown: string, signal?: AbortSignal): Promise<T> {
  const url = new URL(`/api/v1${drillDown}`, location.origin);
  const response = await signedFetch(new Request(url, signal ? { signal } : {}));
  if (!response.ok) throw await Problem.from(response);
  return (await response.json()) as T;
}

/** Saves a file of the API under the name that it gives; the token can't stand in a link. @throws Problem */
export async function download(path: string): Promise<void> {
  const response = await signedFetch(new Request(new URL(`/api/v1${path}`, location.origin)));
  if (!response.ok) throw await Problem.from(response);
  const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = named?.[1] ?? 'nexus.csv';
  link.click();
  // Some browsers only begin to read it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

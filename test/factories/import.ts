import { setTimeout as wait } from 'node:timers/promises';
import type { Person } from '../support/people.ts';
import type { Story } from '../support/story.ts';

export interface ImportState {
  id: string;
  status: string;
  total: number;
  created: number;
  updated: number;
  skipped: number;
  failed: number;
  reverted: number;
  kept: number;
  failure: string | null;
  mappingGuessed: boolean;
  key: string | null;
  mapping: Record<string, string>;
  encoding: string;
  separator: string;
}

export interface Form {
  type: 'clients' | 'opportunities';
  key?: string;
  mapping?: Record<string, string>;
  defaults?: Record<string, string>;
}

/** Sends a file as a person would. */
export function sendFile(story: Story, person: Person, csv: string | Buffer, form: Form) {
  let call = story
    .as(person)
    .post('/imports')
    .attach('file', Buffer.from(csv as string), 'clienti.csv');
  for (const [name, value] of Object.entries(form).filter(([, given]) => given !== undefined))
    call = call.field(name, typeof value === 'string' ? value : JSON.stringify(value));
  return call;
}

/** Waits until an import rests in one of these states. */
export async function restsIn(
  story: Story,
  person: Person,
  id: string,
  ...states: string[]
): Promise<ImportState> {
  for (let tries = 0; tries < 600; tries += 1) {
    const { body } = await story.as(person).get(`/imports/${id}`);
    if (states.includes(body.status)) return body as ImportState;
    await wait(50);
  }
  throw new Error(`the import never came to ${states.join(' or ')}`);
}

/** A file through its dry run. */
export async function dryRun(
  story: Story,
  person: Person,
  csv: string | Buffer,
  form: Form,
): Promise<ImportState> {
  const { body, status } = await sendFile(story, person, csv, form);
  if (status !== 202) throw new Error(`the file was refused: ${status} ${JSON.stringify(body)}`);
  return restsIn(story, person, body.id as string, 'READY', 'FAILED');
}

/** A file through dry run and commit. */
export async function importFile(
  story: Story,
  person: Person,
  csv: string | Buffer,
  form: Form,
): Promise<ImportState> {
  const { id, status, failure } = await dryRun(story, person, csv, form);
  if (status !== 'READY') throw new Error(`the dry run failed: ${failure}`);
  const commit = await story.as(person).post(`/imports/${id}/commit`);
  if (commit.status !== 202) throw new Error(`the commit was refused: ${JSON.stringify(commit.body)}`);
  return restsIn(story, person, id, 'COMMITTED', 'FAILED');
}

export async function errorsOf(
  story: Story,
  person: Person,
  id: string,
): Promise<
  { row: number; column: string; code: string; value: string | null; message: string; messageIt: string }[]
> {
  const { body } = await story.as(person).get(`/imports/${id}/errors?limit=100`);
  return body.items;
}

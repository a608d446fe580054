import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { makeWorld } from '../access/world.ts';
import { Contract } from '../contract/contract.ts';
import { type ContractRoute, type Document, readDocument, routesOf } from '../contract/document.ts';
import { RequestSender } from '../contract/request-sender.ts';
import { oddRequestTo, type OddRequest } from '../support/odd-requests.ts';
import { startStory, type Story } from '../support/story.ts';

/** Odd requests to each operation; `FUZZ_RUNS=5000 npm run test:e2e -- odd-input` digs deeper. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 6);
/** One operation alone: `FUZZ_ONLY=planDay`. */
const ONLY = process.env['FUZZ_ONLY'];
/** A short run is the same every time, so that it proves a change; a long one looks for something new, or at `FUZZ_SEED=7`. */
const SEED = process.env['FUZZ_SEED'] ?? (process.env['FUZZ_RUNS'] ? undefined : '20261127');

jest.setTimeout(300_000 + RUNS * 60_000);

describe('whatever is sent to a route', () => {
  let story: Story;
  let document: Document;
  let routes: ContractRoute[];
  let contract: Contract;
  let sender: RequestSender;
  beforeAll(async () => {
    story = await startStory({ TRUSTED_PROXIES: '1' });
    document = readDocument(story);
    routes = routesOf(document).filter(({ operationId }) => !ONLY || operationId === ONLY);
    contract = new Contract(document);
    sender = new RequestSender(story, await makeWorld(story));
  });
  afterAll(() => story.end());

  const sound = (caller: OddRequest['caller'], id = 'own'): OddRequest => ({
    ...{ caller, id, query: [], ifMatch: undefined },
    ...{ contentType: 'application/json', body: { edits: [] } },
  });

  it('a sound request is answered as the document says, to every role', async () => {
    const misfits: string[] = [];
    for (const route of routes)
      for (const caller of ['admin', 'anna', 'aldo', 'analyst', 'nobody'] as const)
        for (const id of route.line?.target ? ['own', 'foreign'] : ['own']) {
          const { answer, request } = await sender.send(route, sound(caller, id));
          const misfit = contract.misfit(route, answer);
          if (misfit) misfits.push(`${caller} ${request}: ${misfit}`);
        }
    expect(misfits).toEqual([]);
  });

  it('an answer that the document does not describe is found', () => {
    const liveness = routesOf(document).find(({ operationId }) => operationId === 'getLiveness');
    if (!liveness) throw new Error('getLiveness is not documented');
    const json = { 'content-type': 'application/json; charset=utf-8' };
    const misfit = (statusCode: number, body: object, headers: Record<string, string> = json) =>
      contract.misfit(liveness, { statusCode, headers, payload: JSON.stringify(body) });
    expect(misfit(200, { status: 'ok' })).toBeUndefined();
    expect(misfit(200, { status: 'ok', host: 'x' })).toContain('must NOT have additional properties');
    expect(misfit(200, { status: 7 })).toContain('/status must be string');
    expect(misfit(200, {})).toContain('must have required property');
    expect(misfit(200, { status: 'ok' }, { 'content-type': 'text/html' })).toBe(
      '200 as text/html is not documented',
    );
    expect(misfit(201, { status: 'ok' })).toBe('201 is not documented');
    expect(misfit(500, {})).toBe('500 is not documented');
  });

  it('odd input makes no route fail, and every answer is one that the document describes', async () => {
    const failures: string[] = [];
    const options = { numRuns: RUNS, endOnFailure: true, ...(SEED !== undefined && { seed: Number(SEED) }) };
    for (const route of routes) {
      await sender.signInAgain();
      const property = fc.asyncProperty(oddRequestTo(route, document.components.schemas), async (odd) => {
        const { answer, request } = await sender.send(route, odd);
        const misfit = contract.misfit(route, answer);
        if (misfit)
          throw new Error(`${misfit}\n${request}\n${answer.statusCode} ${answer.payload.slice(0, 1000)}`);
      });
      const { failed, seed, errorInstance } = await fc.check(property, options);
      if (failed) failures.push(`${route.operationId} (seed ${seed}): ${String(errorInstance)}`);
    }
    expect(failures.join('\n\n')).toBe('');
  });
});

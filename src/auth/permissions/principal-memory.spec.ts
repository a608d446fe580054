import { describe, expect, it } from '@jest/globals';
import { Principal } from '../../platform/access/index.js';
import { PrincipalMemory } from './principal-memory.js';

const ANNA = new Principal('anna', 'Anna', 'AGENT', null, 's', { permissions: {}, hiddenFields: new Set() });

/** A look-up that counts how often it is asked. */
function lookUp(...answers: (Principal | null | Error)[]) {
  let asked = 0;
  return {
    load: () => {
      const answer = answers[asked++] ?? null;
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    asked: () => asked,
  };
}

describe('the memory of who stands behind a credential', () => {
  it('asks once for many at the same moment, and again when told to forget', async () => {
    const memory = new PrincipalMemory();
    const { load, asked } = lookUp(ANNA, ANNA);
    const found = await Promise.all(Array.from({ length: 20 }, () => memory.recall('a', load)));
    expect([found.every((one) => one === ANNA), asked()]).toEqual([true, 1]);
    memory.forget();
    await memory.recall('a', load);
    expect(asked()).toBe(2);
  });

  it('does not take a failed look-up for an answer', async () => {
    const memory = new PrincipalMemory();
    const { load } = lookUp(new Error('the database is away'), ANNA);
    await expect(memory.recall('a', load)).rejects.toThrow('away');
    expect(await memory.recall('a', load)).toBe(ANNA);
  });

  it('keeps no credential that stands for nobody, so that guesses can’t push out the others', async () => {
    const memory = new PrincipalMemory();
    const nobody = lookUp(null, null);
    expect([await memory.recall('x', nobody.load), await memory.recall('x', nobody.load)]).toEqual([
      null,
      null,
    ]);
    expect(nobody.asked()).toBe(2);
    const anna = lookUp(ANNA, ANNA);
    await memory.recall('a', anna.load);
    for (let guess = 0; guess < 20_000; guess += 1) await memory.recall(`guess ${guess}`, lookUp(null).load);
    await memory.recall('a', anna.load);
    expect(anna.asked()).toBe(1);
  });
});

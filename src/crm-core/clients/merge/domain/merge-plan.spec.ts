import { describe, expect, it } from '@jest/globals';
import type { MergeValues, Side } from './merge-field.js';
import { planMerge } from './merge-plan.js';

const CLIENT: MergeValues = { kind: 'COMPANY', country: 'IT', lifecycle: 'LEAD', tags: [] };

const plan = (target: MergeValues, source: MergeValues, take: Record<string, Side> = {}) => {
  const { fields, refusals } = planMerge({ ...CLIENT, ...target }, { ...CLIENT, ...source }, take);
  const result = Object.fromEntries(fields.map(({ field, result }) => [field, result]));
  const from = Object.fromEntries(fields.map(({ field, from }) => [field, from]));
  return { result, from, refusals: refusals.map(({ field, code }) => `${field} ${code}`) };
};

describe('what a merge makes of two clients', () => {
  it('keeps what the target says and fills what it leaves open', () => {
    const { result, from } = plan(
      { name: 'Svapo', email: 'a@a.it', phone: null },
      { name: 'Svapo 2', email: 'b@b.it', phone: '+39021' },
    );
    expect(result).toMatchObject({ name: 'Svapo', email: 'a@a.it', phone: '+39021' });
    expect(from).toMatchObject({ name: 'target', email: 'target', phone: 'source', country: 'same' });
  });

  it('takes the named side, even where that side is empty', () => {
    const take = { name: 'source', phone: 'source', ownerId: 'target' } as const;
    const { result, refusals } = plan(
      { name: 'Svapo', phone: '+39021', ownerId: 'anna' },
      { name: 'Svapo 2', phone: null, ownerId: 'beppe' },
      take,
    );
    expect(refusals).toEqual([]);
    expect(result).toMatchObject({ name: 'Svapo 2', phone: null, ownerId: 'anna' });
  });

  it('unites tags, puts notes after each other and keeps a customer a customer', () => {
    const { result, from } = plan(
      { tags: ['a', 'b'], notes: 'one', lifecycle: 'PROSPECT' },
      { tags: ['B', 'c'], notes: 'two', lifecycle: 'CUSTOMER' },
    );
    expect(result).toMatchObject({ tags: ['a', 'b', 'c'], notes: 'one\n\ntwo', lifecycle: 'CUSTOMER' });
    expect(from).toMatchObject({ tags: 'both', notes: 'both', lifecycle: 'source' });
    expect(plan({ lifecycle: 'CUSTOMER' }, { lifecycle: 'LOST' }).result['lifecycle']).toBe('CUSTOMER');
    expect(plan({ lifecycle: 'LOST' }, { lifecycle: 'PROSPECT' }).result['lifecycle']).toBe('PROSPECT');
  });

  it('never puts the tax data of one firm beside the P.IVA of another', () => {
    const target = { vatNumber: '1', taxCode: null, sdiCode: null, pecEmail: 'one@pec.it' };
    const source = { vatNumber: '2', taxCode: '22', sdiCode: 'ABCDEFG', pecEmail: 'two@pec.it' };
    expect(plan(target, source).result).toMatchObject(target);
    expect(plan(target, source, { vatNumber: 'source' }).result).toMatchObject(source);
    const mix = plan(target, source, { vatNumber: 'source', pecEmail: 'target' });
    expect(mix.refusals).toEqual(['pecEmail MERGE_WOULD_MIX']);
    // Without a P.IVA it isn't known whose code that is.
    expect(plan({ sdiCode: 'XXXXXXX' }, source).result).toMatchObject({
      sdiCode: 'XXXXXXX',
      vatNumber: null,
    });
    expect(plan({}, source).result).toMatchObject(source);
  });

  it('completes the tax data of one and the same firm', () => {
    const { result } = plan(
      { vatNumber: '1', sdiCode: null, pecEmail: 'one@pec.it' },
      { vatNumber: '1', sdiCode: 'ABCDEFG', pecEmail: 'two@pec.it' },
    );
    expect(result).toMatchObject({ vatNumber: '1', sdiCode: 'ABCDEFG', pecEmail: 'one@pec.it' });
  });

  it('never invents an address, but completes one', () => {
    const milan = { street: 'Via Roma 1', city: 'Milano', latitude: 45, longitude: 9 };
    const other = { street: 'Via Po 2', city: 'Milano', postalCode: '20121', latitude: 46, longitude: 10 };
    expect(plan({ street: 'Via Roma 1', city: 'Milano' }, other).result).toMatchObject({
      street: 'Via Roma 1',
      postalCode: null,
      latitude: null,
    });
    const same = {
      street: 'VIA ROMA 1',
      city: 'milano',
      postalCode: '20121',
      latitude: 45.1,
      longitude: 9.1,
    };
    expect(plan(milan, same).result).toMatchObject({ ...milan, postalCode: '20121' });
    expect(plan(milan, same, { latitude: 'source' }).result).toMatchObject({
      latitude: 45.1,
      longitude: 9.1,
    });
    expect(plan(milan, same, { latitude: 'source', longitude: 'target' }).refusals).toEqual([
      'longitude MERGE_WOULD_MIX',
    ]);
  });

  it('takes P.IVA and country from one client when there are two countries', () => {
    const france = { country: 'FR', vatNumber: 'FR1', city: 'Nice' };
    expect(plan({}, france).result).toMatchObject(france);
    expect(plan({ city: 'Milano' }, france).result).toMatchObject({ country: 'IT', vatNumber: null });
    expect(plan({ city: 'Milano' }, france, { vatNumber: 'source' }).refusals).toEqual([
      'country MERGE_WOULD_MIX',
    ]);
    const taken = plan({ city: 'Milano' }, france, { vatNumber: 'source', country: 'source' });
    expect(taken).toMatchObject({ refusals: [], result: france });
  });

  it('decides about each custom field for itself, and refuses what is no field', () => {
    const { result, refusals } = plan(
      { 'custom.colour': 'rosso' },
      { 'custom.colour': 'blu', 'custom.litres': 3 },
      { 'custom.colour': 'source', createdAt: 'source', 'custom.size': 'target' },
    );
    expect(result).toMatchObject({ 'custom.colour': 'blu', 'custom.litres': 3 });
    expect(refusals).toEqual(['createdAt UNKNOWN_FIELD', 'custom.size UNKNOWN_FIELD']);
  });

  it('asks whose tags to take when together they are too many', () => {
    const tags = (letter: string) => Array.from({ length: 20 }, (_, i) => `${letter}${i}`);
    expect(plan({ tags: tags('a') }, { tags: tags('b') }).refusals).toEqual(['tags MERGE_TOO_MUCH']);
    expect(plan({ tags: tags('a') }, { tags: tags('b') }, { tags: 'source' }).refusals).toEqual([]);
  });
});

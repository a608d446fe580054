import { describe, expect, it } from '@jest/globals';
import type { FieldReader } from '../access/index.js';
import { concerns } from './concerns.js';
import { redacted } from './redact.js';
import { protectsAnything, type Schema, ShapeReader } from './shape.js';

const AMOUNT: Schema = { 'x-protected': 'opportunity.amount' };
const SCHEMAS: Record<string, Schema> = {
  Deal: {
    properties: { title: {}, amount: AMOUNT, next: { anyOf: [{ $ref: '#/components/schemas/Deal' }, {}] } },
  },
  Plain: { properties: { title: {}, same: { $ref: '#/components/schemas/Plain' } } },
};
const blind: FieldReader = { userId: 'me', hiddenFields: new Set(['opportunity.amount']) };
const seeing: FieldReader = { userId: 'me', hiddenFields: new Set() };
const shapeOf = (schema: Schema) => new ShapeReader(SCHEMAS).read(schema);
const DEAL: Schema = { $ref: '#/components/schemas/Deal' };

describe('an answer for who may not see a field', () => {
  it('is without it at every depth of a schema that names itself', () => {
    const deal = { title: 'a', amount: '1', next: { title: 'b', amount: '2', next: null } };
    const shape = shapeOf(DEAL);
    expect(redacted(deal, shape, blind)).toEqual({ title: 'a', next: { title: 'b', next: null } });
    expect(redacted(deal, shape, seeing)).toEqual(deal);
    expect(deal.amount).toBe('1');
  });

  it('is without it in lists, in maps and in what several schemas make together', () => {
    const shape = shapeOf({
      allOf: [
        { properties: { list: { items: DEAL } } },
        { properties: { map: { additionalProperties: DEAL } } },
      ],
    });
    const value = { list: [{ amount: '1' }], map: { x: { amount: '1', title: 'x' } } };
    expect(redacted(value, shape, blind)).toEqual({ list: [{}], map: { x: { title: 'x' } } });
  });

  it('keeps dates and what else is a value of its own', () => {
    const at = new Date();
    expect(redacted({ title: at, amount: at }, shapeOf(DEAL), blind)).toEqual({ title: at });
    expect(redacted(at, shapeOf(DEAL), blind)).toBe(at);
  });

  it('keeps a field for the one whom the row names', () => {
    const shape = shapeOf({ properties: { agentId: {}, place: { 'x-protected': 'visit.checkInPosition' } } });
    expect(redacted({ agentId: 'me', place: 1 }, shape, seeing)).toEqual({ agentId: 'me', place: 1 });
    expect(redacted({ agentId: 'other', place: 1 }, shape, seeing)).toEqual({ agentId: 'other' });
  });

  it('drops from the facts of a journal row what its entity protects', () => {
    const shape = shapeOf({ properties: { entity: {}, facts: { 'x-protected-facts': true } } });
    const row = (entity: string) => ({
      entity,
      facts: { after: { amount: '1', status: 'OPEN' }, lines: [{ amount: 1 }] },
    });
    expect(redacted(row('opportunity'), shape, blind)).toEqual({
      entity: 'opportunity',
      facts: { after: { status: 'OPEN' }, lines: [{}] },
    });
    expect(redacted(row('visit'), shape, blind)).toEqual(row('visit'));
  });

  it('costs nothing where there is nothing to protect', () => {
    expect(protectsAnything(shapeOf({ $ref: '#/components/schemas/Plain' }))).toBe(false);
    expect(protectsAnything(shapeOf({ items: DEAL }))).toBe(true);
  });
});

describe('whether an answer can hold what its reader may not see', () => {
  it('follows the fields of its shape at any depth, and what the role hides', () => {
    const shape = shapeOf({ properties: { items: { items: DEAL } } });
    expect([concerns(shape, blind), concerns(shape, seeing), concerns(undefined, blind)]).toEqual([
      true,
      false,
      false,
    ]);
    const other: FieldReader = { userId: 'me', hiddenFields: new Set(['client.notes']) };
    expect(concerns(shape, other)).toBe(false);
  });

  it('is so for everybody where a field is one person’s, and where facts tell of any entity', () => {
    const place = shapeOf({ properties: { place: { 'x-protected': 'visit.checkInPosition' } } });
    const facts = shapeOf({ items: { properties: { facts: { 'x-protected-facts': true } } } });
    expect([concerns(place, seeing), concerns(facts, seeing)]).toEqual([true, true]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { planUndo } from './undo-plan.js';

describe('what undoing a merge gives back', () => {
  const before = { name: 'A', phone: null, vatNumber: null, sdiCode: null, tags: ['a', 'gone'] };
  const after = { name: 'B', phone: '+39021', vatNumber: '1', sdiCode: 'S', tags: ['a', 'b'] };

  it('is all that the merge changed', () => {
    expect(planUndo(before, after, after)).toEqual({
      back: { ...before, tags: ['a', 'gone'] },
      kept: [],
    });
  });

  it('leaves alone what somebody edited since, and what belongs together with it', () => {
    const now = { ...after, name: 'C', sdiCode: 'T' };
    expect(planUndo(before, after, now)).toEqual({
      back: { phone: null, tags: ['a', 'gone'] },
      kept: ['name', 'sdiCode', 'vatNumber'],
    });
    // The PEC was none of the merge's business, but it is the new firm's.
    expect(planUndo(before, after, { ...after, pecEmail: 'new@pec.it' }).kept).toEqual([
      'sdiCode',
      'vatNumber',
    ]);
  });

  it('takes tags one by one', () => {
    expect(planUndo(before, after, { ...after, tags: ['b', 'new'] }).back['tags']).toEqual(['new', 'gone']);
  });
});

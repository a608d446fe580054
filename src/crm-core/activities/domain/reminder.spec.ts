import { describe, expect, it } from '@jest/globals';
import { reminderAfter, type Remindable } from './reminder.js';

const at = (time: string): Date => new Date(`2026-03-02T${time}:00Z`);
const NOW = at('09:00');
const NONE: Remindable = {
  dueAt: null,
  doneAt: null,
  remindAt: null,
  remindMinutesBefore: null,
  remindedAt: null,
};
const BEFORE_DUE: Remindable = {
  ...NONE,
  dueAt: at('12:00'),
  remindAt: at('11:30'),
  remindMinutesBefore: 30,
};
const FIXED: Remindable = { ...NONE, dueAt: at('12:00'), remindAt: at('11:00') };

describe('a reminder', () => {
  it('in minutes moves with what is due, and waits while nothing is', () => {
    expect(reminderAfter(BEFORE_DUE, { dueAt: at('15:00') }, NOW).remindAt).toEqual(at('14:30'));
    const waiting = reminderAfter(BEFORE_DUE, { dueAt: null }, NOW);
    expect(waiting).toEqual({ remindAt: null, remindMinutesBefore: 30, remindedAt: null });
    expect(
      reminderAfter({ ...BEFORE_DUE, ...waiting, dueAt: null }, { dueAt: at('16:00') }, NOW).remindAt,
    ).toEqual(at('15:30'));
  });

  it('at a moment of its own stays there when the activity is moved', () => {
    expect(reminderAfter(FIXED, { dueAt: at('15:00') }, NOW).remindAt).toEqual(at('11:00'));
  });

  it('takes the last of the two ways in which it was said, and none when it is cleared', () => {
    expect(reminderAfter(BEFORE_DUE, { remindAt: at('10:00') }, NOW)).toEqual({
      remindAt: at('10:00'),
      remindMinutesBefore: null,
      remindedAt: null,
    });
    expect(reminderAfter(FIXED, { remindMinutesBefore: 15 }, NOW).remindAt).toEqual(at('11:45'));
    for (const change of [{ remindAt: null }, { remindMinutesBefore: null }])
      expect(reminderAfter(BEFORE_DUE, change, NOW)).toEqual({
        remindAt: null,
        remindMinutesBefore: null,
        remindedAt: null,
      });
  });

  it('that has passed when it is set brings no letter; moved ahead it does, once more', () => {
    expect(reminderAfter(FIXED, { remindAt: at('08:00') }, NOW).remindedAt).toEqual(NOW);
    const reminded = { ...FIXED, remindAt: at('08:00'), remindedAt: at('08:00') };
    expect(reminderAfter(reminded, { dueAt: at('18:00') }, NOW).remindedAt).toEqual(at('08:00'));
    expect(reminderAfter(reminded, { remindAt: at('10:00') }, NOW).remindedAt).toBeNull();
  });

  it('whose moment passed while the activity was done is not told when it is reopened', () => {
    expect(
      reminderAfter({ ...FIXED, remindAt: at('08:00'), doneAt: at('07:00') }, { doneAt: null }, NOW)
        .remindedAt,
    ).toEqual(NOW);
    expect(reminderAfter({ ...FIXED, doneAt: at('07:00') }, { doneAt: null }, NOW).remindedAt).toBeNull();
  });
});

import { describe, expect, it } from '@jest/globals';
import { Patience } from './patience.js';
import { Waiter } from './waiter.js';
import { WaitingLine } from './waiting-line.js';

const SECOND = 1000;

describe('the line of those who wait for a connection', () => {
  const someone = (patience = new Patience()): Waiter => new Waiter(patience, () => undefined);
  const begun = (): Patience => {
    const patience = new Patience();
    patience.connected();
    return patience;
  };

  it('lets who has begun go before newcomers, and either in the order of coming', () => {
    const line = new WaitingLine();
    const [first, second] = [someone(), someone()];
    const [third, fourth] = [someone(begun()), someone(begun())];
    for (const waiter of [first, second, third, fourth]) line.enter(waiter, 0);
    expect([line.next(), line.next(), line.next(), line.next(), line.next()]).toEqual([
      ...[third, fourth, first, second],
      undefined,
    ]);
  });

  it('gives what goes on after an answer no precedence', () => {
    const line = new WaitingLine();
    const answered = begun();
    answered.end();
    const [newcomer, errand] = [someone(), someone(answered)];
    for (const waiter of [newcomer, errand]) line.enter(waiter, 0);
    expect([line.next(), line.next()]).toEqual([newcomer, errand]);
  });

  it('holds nobody longer than three seconds, all waits of a request together', () => {
    const line = new WaitingLine();
    const patience = begun();
    expect(line.patienceOf(someone(patience), 0)).toBe(3 * SECOND);
    patience.waitBegins(0);
    // Another question of the same request, while the first one waits.
    patience.waitBegins(SECOND);
    patience.waitEnds(2 * SECOND);
    expect(line.patienceOf(someone(patience), 2 * SECOND)).toBe(SECOND);
    patience.waitEnds(2.5 * SECOND);
    expect(line.patienceOf(someone(patience), 60 * SECOND)).toBe(0.5 * SECOND);
  });

  it('sends newcomers away soon once it has stood for three seconds, and nobody else', () => {
    const line = new WaitingLine();
    const waiting = someone();
    line.enter(waiting, 0);
    expect(line.patienceOf(someone(), 3 * SECOND)).toBe(3 * SECOND);
    expect(line.patienceOf(someone(), 3.1 * SECOND)).toBe(0.5 * SECOND);
    expect(line.patienceOf(someone(begun()), 3.1 * SECOND)).toBe(3 * SECOND);
    line.leave(waiting);
    expect(line.patienceOf(someone(), 3.2 * SECOND)).toBe(3 * SECOND);
  });

  it('is waited in for half a minute by work that nobody waits for', () => {
    const patience = new Patience();
    patience.waitBegins(0);
    patience.waitEnds(2 * SECOND);
    patience.end();
    expect(new WaitingLine().patienceOf(someone(patience), 2 * SECOND)).toBe(30 * SECOND);
  });
});

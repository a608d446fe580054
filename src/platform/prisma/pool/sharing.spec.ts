import { describe, expect, it } from '@jest/globals';
import { Patience, withPatience } from './patience.js';
import { sharing } from './sharing.js';

describe('an answer that several requests want', () => {
  const never = new Promise<string>(() => undefined);
  const own = () => Promise.resolve('my own');
  const as = <Result>(patience: Patience, run: () => Promise<Result>): Promise<Result> =>
    new Promise((resolve, reject) => withPatience(patience, () => void run().then(resolve, reject)));
  const spent = (): Patience => {
    const patience = new Patience();
    patience.waitBegins(-60_000);
    return patience;
  };

  it('is that of whoever asked first', async () => {
    expect(await sharing(() => Promise.resolve('theirs'), own)).toBe('theirs');
    expect(await sharing(() => undefined, own)).toBe('my own');
  });

  it('is asked for again by one whose forerunner was refused, and by one only', async () => {
    let theirs = Promise.reject<string>(new Error('refused'));
    let asked = 0;
    const ask = (): Promise<string> => {
      asked += 1;
      return (theirs = own());
    };
    expect(await Promise.all([1, 2, 3].map(() => sharing(() => theirs, ask)))).toEqual(
      Array(3).fill('my own'),
    );
    expect(asked).toBe(1);
  });

  it('is not waited for longer than a request may wait', async () => {
    expect(await as(spent(), () => sharing(() => never, own))).toBe('my own');
  });

  it('costs the patience that the wait for it took', async () => {
    const patience = new Patience();
    const before = patience.left(performance.now());
    await as(patience, () => sharing(() => new Promise((done) => setTimeout(done, 30, 'late')), own));
    expect(patience.left(performance.now())).toBeLessThan(before - 20);
  });
});

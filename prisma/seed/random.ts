/** A generator with a fixed seed: the demo company is the same on every machine, relative to the day it is made. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 up to, not including, 1 (Mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[Math.floor(this.next() * from.length)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  }

  /** A UUIDv7 of an instant. */
  uuid(at: Date): string {
    const time = at.getTime().toString(16).padStart(12, '0');
    const bits = Array.from({ length: 16 }, () => this.whole(0, 15).toString(16)).join('');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${bits.slice(0, 3)}-${this.pick(['8', '9', 'a', 'b'])}${bits.slice(3, 6)}-${bits.slice(4)}`;
  }
}

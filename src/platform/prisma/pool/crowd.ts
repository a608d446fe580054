/** As many may be new at once for each connection; a hundred of a usual pool are served within a second. */
const NEW_FOR_EACH_CONNECTION = 10;
/** A burst is let in: it is worked off before it has stood for this long. */
const LASTING_MS = 1000;

/** Requests that have come and had no connection yet. Once they are too many, and stay so, others had better not come in. */
export class Crowd {
  private size = 0;
  private tooManySince: number | undefined;
  private readonly most: number;

  /** @param connections of the pool that they come for */
  constructor(connections: number) {
    this.most = NEW_FOR_EACH_CONNECTION * connections;
  }

  enter(now: number): void {
    this.size += 1;
    if (this.size > this.most) this.tooManySince ??= now;
  }

  leave(): void {
    this.size -= 1;
    if (this.size <= this.most / 2) this.tooManySince = undefined;
  }

  isTooGreat(now: number): boolean {
    return this.size >= this.most && this.tooManySince !== undefined && now - this.tooManySince > LASTING_MS;
  }
}

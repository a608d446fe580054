/** What happened again and again after it was first told. */
export interface Repeated<Note> {
  readonly first: Note;
  /** How often since then. */
  readonly times: number;
  /** Milliseconds since the epoch. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** Whether notes of other keys are counted along, because there were too many keys at once. */
  readonly mixed: boolean;
}

interface Counted<Note> {
  first: Note;
  times: number;
  firstAt: number;
  lastAt: number;
  mixed: boolean;
}

/**
 * Tells the first note of a key and only counts the others of the same window, so that a scanner that is refused ten
 * thousand times leaves two rows. It holds a bounded number of keys: those beyond are counted together, by their kind.
 */
export class Repeats<Note> {
  private readonly counted = new Map<string, Counted<Note>>();

  constructor(
    private readonly windowMs: number,
    private readonly mostKeys: number,
  ) {}

  /** @returns whether this note is the first of its key, and therefore to be told now */
  add(kind: string, key: string, note: Note, now: number): boolean {
    const isKept = this.counted.has(`${kind} ${key}`) || this.counted.size < this.mostKeys;
    const place = isKept ? `${kind} ${key}` : kind;
    const known = this.counted.get(place);
    if (!known) {
      this.counted.set(place, { first: note, times: 0, firstAt: now, lastAt: now, mixed: !isKept });
      return true;
    }
    known.times += 1;
    known.lastAt = now;
    return false;
  }

  /** Forgets the keys whose window has ended by then. @returns those of them that were repeated */
  endedBy(now: number): Repeated<Note>[] {
    const ended = [...this.counted].filter(([, { firstAt }]) => now - firstAt >= this.windowMs);
    for (const [place] of ended) this.counted.delete(place);
    return ended.map(([, one]) => one).filter(({ times }) => times > 0);
  }
}
